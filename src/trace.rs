//! Looking on while a text is read: what each stage costs, and what it decided.
//!
//! Nobody looks on in the page: with `()` every method is empty and compiles to
//! nothing. A stage that has choices to tell of gets a method here.

use crate::claim::Claims;

/// Is told how the reading goes.
///
/// ```
/// use fazhi_lens::{analyze_observed, trace::Observer, vocabulary::Vocabulary};
///
/// /// The names of the stages in their order.
/// #[derive(Default)]
/// struct Stages(Vec<&'static str>);
///
/// impl Observer for Stages {
///     fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
///         self.0.push(name);
///         work()
///     }
/// }
///
/// let mut stages = Stages::default();
/// analyze_observed("全年办理案件30件。", &Vocabulary::default(), &mut stages);
/// assert_eq!(stages.0.first(), Some(&"text"));
/// assert_eq!(stages.0.last(), Some(&"report"));
/// ```
pub trait Observer {
    /// Runs one stage, or one part of it; stages do not nest.
    fn stage<T>(&mut self, _name: &'static str, work: impl FnOnce() -> T) -> T {
        work()
    }

    /// Which kind of fact owns each character, when all facts have been read.
    #[doc(hidden)]
    fn claims(&mut self, _claims: &Claims) {}

    /// Of each figure, in the order of the report, the dimension of its unit (empty without
    /// one) and what one unit is in the dimension's base unit, where they compare.
    fn unit(&mut self, _dimension: &'static str, _factor: Option<&'static str>) {}
}

impl Observer for () {}
