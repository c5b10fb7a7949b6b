//! The commands, their options and their help.

use crate::read::{Form, read};
use crate::words::{Lang, complain, t};
use crate::{explain, input, stream};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// The command line, with its help in a language.
pub fn command(lang: Lang) -> Command {
    let template = t(lang, "cmd.help.template").replace("\\n", "\n");
    let told = move |command: Command| {
        command
            .help_template(template.clone())
            .disable_help_flag(true)
            .arg(help(lang))
    };
    let top = Command::new("fazhi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(lang, "cmd.about"))
        .next_help_heading(t(lang, "cmd.help.options"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading(t(lang, "cmd.help.commands"))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(t(lang, "cmd.help.version")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_parser(["zh", "en"])
                .hide_possible_values(true)
                .value_name("zh|en")
                .help(t(lang, "cmd.help.lang"))
                .display_order(900),
        )
        .subcommand(told(reading(lang)))
        .subcommand(told(streaming(lang)))
        .subcommand(told(explaining(lang)));
    told(top)
}

fn help(lang: Lang) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(t(lang, "cmd.help.help"))
        .display_order(901)
}

fn words(lang: Lang) -> Arg {
    Arg::new("words")
        .long("words")
        .value_name(t(lang, "cmd.help.file"))
        .help(t(lang, "cmd.help.words"))
}

fn reading(lang: Lang) -> Command {
    let form = |name: &'static str, help| {
        let arg = Arg::new(name).long(name).action(ArgAction::SetTrue);
        arg.help(t(lang, help))
    };
    Command::new("read")
        .about(t(lang, "cmd.read"))
        .next_help_heading(t(lang, "cmd.help.options"))
        .arg(form("json", "cmd.read.json"))
        .arg(form("csv", "cmd.read.csv"))
        .arg(form("review", "cmd.read.review"))
        .arg(form("text", "cmd.read.text"))
        .group(ArgGroup::new("form").args(["json", "csv", "review", "text"]))
        .arg(words(lang))
        .arg(
            Arg::new("files")
                .required(true)
                .num_args(1..)
                .value_name(t(lang, "cmd.help.file"))
                .help(t(lang, "cmd.read.files"))
                .help_heading(t(lang, "cmd.help.arguments")),
        )
}

fn streaming(lang: Lang) -> Command {
    Command::new("rows")
        .about(t(lang, "cmd.rows"))
        .next_help_heading(t(lang, "cmd.help.options"))
        .arg(words(lang))
}

fn explaining(lang: Lang) -> Command {
    let head = t(lang, "cmd.help.arguments");
    Command::new("explain")
        .about(t(lang, "cmd.explain"))
        .next_help_heading(t(lang, "cmd.help.options"))
        .arg(
            Arg::new("text")
                .required(true)
                .value_name(t(lang, "cmd.explain.text.name"))
                .help(t(lang, "cmd.explain.text"))
                .display_order(0)
                .help_heading(head),
        )
        .arg(
            Arg::new("offset")
                .value_name(t(lang, "cmd.explain.offset.name"))
                .value_parser(value_parser!(u32))
                .help(t(lang, "cmd.explain.offset"))
                .display_order(1)
                .help_heading(head),
        )
}

/// Does what was asked for; whether all of it could be done. What could not has been told.
///
/// # Errors
/// Where the output cannot be written, or what is piped in not be read.
pub fn run(matches: &ArgMatches, lang: Lang, out: &mut impl Write) -> io::Result<bool> {
    match matches.subcommand() {
        Some(("read", matches)) => run_read(matches, lang, out),
        Some(("rows", matches)) => match input::vocabulary(lang, matches.get_one("words")) {
            // Whoever forgot to pipe something in would wait for ever.
            Some(_) if io::stdin().is_terminal() => {
                complain(lang, "cmd.rows.nothing", &[]);
                Ok(false)
            }
            Some(words) => {
                let mut documents = io::BufReader::new(io::stdin().lock());
                stream::rows(lang, &words, &mut documents, out)
            }
            None => Ok(false),
        },
        Some(("explain", matches)) => run_explain(matches, lang, out),
        _ => Ok(false),
    }
}

fn run_read(matches: &ArgMatches, lang: Lang, out: &mut impl Write) -> io::Result<bool> {
    let Some(words) = input::vocabulary(lang, matches.get_one("words")) else {
        return Ok(false);
    };
    let forms = [
        ("json", Form::Json),
        ("csv", Form::Csv),
        ("review", Form::Review),
        ("text", Form::Text),
    ];
    let asked = forms.into_iter().find(|(name, _)| matches.get_flag(name));
    let form = asked.map_or(Form::Listing, |(_, form)| form);
    let files = matches.get_many("files").into_iter().flatten();
    read(lang, form, &words, files, out)
}

/// A text, or the file of that name.
fn run_explain(matches: &ArgMatches, lang: Lang, out: &mut impl Write) -> io::Result<bool> {
    let text = matches.get_one::<String>("text").map_or("", String::as_str);
    let offset = matches.get_one("offset").copied();
    let is_file = text == "-" || Path::new(text).exists();
    let told = if is_file {
        match input::read(text) {
            Ok(document) => explain::explanation(&document.text, offset),
            Err(trouble) => {
                input::tell(lang, text, &trouble);
                return Ok(false);
            }
        }
    } else {
        explain::explanation(text, offset)
    };
    if told.is_empty() {
        complain(lang, "cmd.explain.nothing", &[]);
    }
    out.write_all(told.as_bytes())?;
    Ok(true)
}
