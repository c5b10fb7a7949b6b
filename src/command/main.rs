//! `fazhi`: the reading of reports as a command.
//!
//! | module    | what it does                                            |
//! |-----------|---------------------------------------------------------|
//! | `cli`     | the commands, their options and their help              |
//! | `words`   | every sentence in both languages                        |
//! | `input`   | a file, or what is piped in, as text                    |
//! | `page`    | a text by its UTF-16 code units                         |
//! | `row`     | a figure as a row that is complete in itself            |
//! | `stream`  | `rows`: documents in, rows out, one at a time           |
//! | `read`    | `read`: files, in the form that was asked for           |
//! | `listing` | a reading, one item a line                              |
//! | `review`  | the remarks as Markdown                                 |
//! | `explain` | why a text is read as it is                             |

#![forbid(unsafe_code)]

mod cli;
mod explain;
mod input;
mod listing;
mod page;
mod read;
mod review;
mod row;
mod stream;
mod words;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let lang = words::Lang::of_environment();
    let matches = cli::command(lang).get_matches();
    let mut out = BufWriter::new(io::stdout().lock());
    let done = cli::run(&matches, lang, &mut out).and_then(|all| out.flush().map(|()| all));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Who reads the output has had enough of it: `fazhi rows | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            words::complain(lang, "cmd.unwritten", &[("why", &error.to_string())]);
            ExitCode::FAILURE
        }
    }
}
