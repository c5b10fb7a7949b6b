//! The project's chores: `cargo xtask <command>`.
//!
//! | module    | what it does                                                     |
//! |-----------|------------------------------------------------------------------|
//! | `route`   | which compiler makes the WebAssembly module                      |
//! | `module`  | source → `fazhi_lens_bg.wasm` and its JavaScript                 |
//! | `package` | the committed `pkg/`: writing it, and telling whether it is fresh |
//! | `release` | versions, and what is new in one                                  |
//! | `notices` | the licences and notices of what ships                           |
//! | `offline` | what the page keeps for when there is no network                 |
//! | `serve`   | a static server for one's own browser                            |
//! | `setup`   | installs what is missing                                         |
//! | `dictionary` | the general dictionary and the administrative divisions       |
//! | `suite`   | every test, in order, with one tally                             |
//! | `look`    | what the core reads, why, and how fast                           |
//! | `sh`      | running programs                                                 |

#![forbid(unsafe_code)]

mod dictionary;
mod look;
mod module;
mod notices;
mod offline;
mod package;
mod release;
mod route;
mod serve;
mod setup;
mod sh;
mod suite;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command> [options]

  build                  build the WebAssembly package into pkg/, and the notices
                         beside the page
  check-pkg              fail when pkg/ or the notices were not made from the present
                         source
  stamp                  write into www/sw.js and www/version.js what the page is made
                         of: after any change in www/ (build does it too)
  version                print the version
  changes                print what CHANGELOG.md says of this version
  single                 make target/single/fazhi-lens.html: the page in one file, to be
                         opened by double click
  serve [--port N]       build if needed, then serve the page on 127.0.0.1
        [--strict-port]  fail when the port is taken, rather than take the next one
        [--no-build]     serve pkg/ as it is
  setup                  install what is missing to build and test
  test                   setup, then every check and test
  dictionary             fetch the sources of general.tsv and divisions.tsv and write both
  read, explain          the commands of `fazhi` of these names, built as the source is
                         now: `read --help`, `explain --help`
  bench                  print how many MB/s are read: natively by stage, and in Node
                         beside AutoCorrect, which is fetched for it into target/bench
  help                   this text

  --route rustup         the module is made by rustup's wasm32-unknown-unknown target
  --route debian         the module is made by Debian's rustc-web and rust-web-src
                         (or set FAZHI_ROUTE; without either, whichever is installed)
";

/// What went wrong, and what to do about it.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = take_route(&mut args).and_then(|route| run(route, &args));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(route: route::Wanted, args: &[String]) -> Result<()> {
    let (command, options) = match args.split_first() {
        Some((command, options)) => (command.as_str(), options),
        None => ("help", args),
    };
    if !["serve", "read", "explain"].contains(&command)
        && let Some(odd) = options.first()
    {
        return Err(format!("`{command}` takes no argument `{odd}`\n\n{USAGE}"));
    }
    match command {
        "build" => package::build(route),
        "check-pkg" => package::check(route),
        "version" => {
            println!("{}", release::VERSION);
            Ok(())
        }
        "changes" => release::changes(),
        "stamp" => offline::stamp(),
        "single" => package::single(route),
        "serve" => serve::serve(route, options),
        "setup" => setup::setup(route),
        "test" => suite::test(route),
        "dictionary" => dictionary::dictionary(),
        "read" | "explain" => look::command(command, options),
        "bench" => look::bench(route),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("no command `{other}`\n\n{USAGE}")),
    }
}

/// Takes `--route NAME` out of the arguments; else reads `FAZHI_ROUTE`.
fn take_route(args: &mut Vec<String>) -> Result<route::Wanted> {
    let named = match args.iter().position(|arg| arg == "--route") {
        Some(at) if at + 1 < args.len() => {
            let name = args.remove(at + 1);
            args.remove(at);
            Some(name)
        }
        Some(_) => return Err("--route needs a name: rustup or debian".into()),
        None => std::env::var("FAZHI_ROUTE").ok(),
    };
    route::Wanted::named(named.as_deref())
}
