//! Adding figures as they are printed: what their sum is, and whether it is the total.

use super::{Context, Note, half_unit};
use crate::fact::number::Decimal;

/// The exact sum of some figures, and the slack their rounding allows. What is printed in
/// one scale is as fine as the finest of them: 30万 beside 18.5万 is no rounded figure.
pub(super) fn add(cx: &Context, parts: &[usize]) -> (Decimal, f64) {
    let low = parts
        .iter()
        .map(|&i| cx.metrics[i].quantity.value.exponent)
        .min()
        .unwrap_or(0);
    let mut digits = 0i64;
    let mut slack = 0.0;
    for &i in parts {
        let v = cx.metrics[i].quantity.value;
        let shift = (v.exponent - low).clamp(0, 18) as u32;
        digits = digits.saturating_add(v.digits.saturating_mul(10i64.pow(shift)));
        // Whole counts are exact; a figure printed in 万 or with decimals is rounded.
        if v.exponent != 0 {
            let peers = parts.iter().filter(|&&k| cx.scale(k) == cx.scale(i));
            let finest = peers.map(|&k| cx.metrics[k].quantity.value.exponent).min();
            slack += half_unit(Decimal::new(1, finest.unwrap_or(v.exponent)));
        }
    }
    (Decimal::new(digits, low), slack)
}

/// Whether the parts make the total, and with what word.
pub(super) fn verdict(cx: &Context, total: usize, parts: &[usize]) -> Option<Option<Note>> {
    let stated = cx.metrics[total].quantity.value;
    let (sum, slack) = add(cx, parts);
    let (s, t) = (sum.value(), stated.value());
    let tiny = 1e-9 * t.abs().max(1.0);
    if (s - t).abs() <= tiny {
        return Some(None);
    }
    let mut members = parts.to_vec();
    members.push(total);
    if cx.any_approx(&members) {
        // 余 and 约 reach up to one unit of their last place, or five in a hundred.
        let reach: f64 = members
            .iter()
            .filter(|&&i| cx.any_approx(&[i]))
            .map(|&i| (2.0 * half_unit(cx.metrics[i].quantity.value)).max(0.05 * cx.value(i)))
            .sum();
        return ((s - t).abs() <= reach).then_some(Some(Note::Interval));
    }
    if stated.exponent > sum.exponent && (s - t).abs() <= half_unit(stated) + tiny {
        return Some(None);
    }
    if stated.exponent != 0 && slack > 0.0 && (s - t).abs() <= slack + tiny && parts.len() > 2 {
        return Some(Some(Note::RoundedParts));
    }
    None
}
