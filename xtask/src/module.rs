//! Source → the WebAssembly modules with their JavaScript and types.
//!
//! The same source and compiler give the same bytes, wherever the clone lies:
//! the paths of this machine are replaced in all that the compiler writes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Result;
use crate::route::{Route, TARGET};
use crate::sh;

/// A module that ships.
pub struct Module {
    /// The crate it is made of.
    pub package: &'static str,
    /// Its files are all named after this.
    pub stem: &'static str,
    /// What the compiler is told when it makes one module of all its crates.
    codegen: &'static [&'static str],
}

/// At opt-level "z" next to nothing is inlined by itself: at a threshold of 26 reading takes
/// four fifths of the time that it takes at 10, and the core is some 3 kB larger; at 40 it is
/// 6 kB larger still and passes its bound of 520 kB.
///
/// A function with one caller is put into it however long it is: stages grew to 30 kB, which
/// a browser's compilers take longer over than over their parts. What takes more than 32
/// bytes of the stack stays a function: the first reading of a fresh process takes 0.8 of
/// the time that it takes at 128, and the core is 2 kB smaller (at 16 it is 1 kB larger than
/// at 32, at 0 another 7, and nothing is quicker).
const QUICK: &[&str] = &["-Cllvm-args=-inline-threshold=26 -inline-max-stacksize=32"];

/// What reads a report; what reads and writes files and what compares reports, which the
/// page loads when they are asked for.
pub const MODULES: &[Module] = &[
    Module {
        package: "fazhi-lens",
        stem: "fazhi_lens",
        codegen: QUICK,
    },
    Module {
        package: "fazhi-documents",
        stem: "fazhi_documents",
        codegen: &[],
    },
    Module {
        package: "fazhi-compare",
        stem: "fazhi_compare",
        codegen: &[],
    },
];

/// Compiles the modules and writes them with their bindings into `out`.
pub fn build(route: Route, out: &Path) -> Result<()> {
    for module in MODULES {
        let wasm = compile(route, module)?;
        bind(&wasm, &out.join(format!("{}.js", module.stem)))?;
    }
    Ok(())
}

/// Compiles. The crate is an rlib by its manifest: naming both crate types
/// there would switch link-time optimisation off, so the kind is given here.
fn compile(route: Route, module: &Module) -> Result<PathBuf> {
    let target_dir = sh::target_dir().join("wasm");
    let mut command = route.cargo(&["rustc", "-p", module.package, "--lib"]);
    command
        .args(["--crate-type", "cdylib", "--release", "--locked"])
        .args(["--target", TARGET])
        .args(route.cargo_args())
        .arg("--")
        .args(module.codegen)
        .env("CARGO_TARGET_DIR", &target_dir)
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(route, &target_dir)?);
    // One's own settings must not change the bytes.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PROFILE_") {
            command.env_remove(name);
        }
    }
    sh::run(&mut command)?;
    Ok(target_dir
        .join(TARGET)
        .join("release")
        .join(format!("{}.wasm", module.stem)))
}

/// The route's flags, and those that keep this machine's paths out of the module.
fn flags(route: Route, target_dir: &Path) -> Result<OsString> {
    let cargo_home = cargo_home()?;
    let mut renames = vec![
        (cargo_home.clone(), "/cargo"),
        (sh::root().to_path_buf(), "/src"),
        (target_dir.to_path_buf(), "/target"),
    ];
    // A mirror of crates.io has a directory of another name.
    if let Ok(registries) = std::fs::read_dir(cargo_home.join("registry/src")) {
        renames.extend(registries.flatten().map(|dir| (dir.path(), "/crates")));
    }
    renames.extend(
        route
            .library_paths()
            .into_iter()
            .map(|path| (path, "/rust")),
    );
    let mut flags = OsString::from(route.rustc_args().join("\u{1f}"));
    for (path, name) in renames {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(path);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    std::env::home_dir()
        .map(|home| home.join(".cargo"))
        .ok_or_else(|| "neither CARGO_HOME nor a home directory is set".to_owned())
}

/// Writes the module for `import` in a page, a worker or Node, as `glue` and beside it.
fn bind(wasm: &Path, glue: &Path) -> Result<()> {
    let explain = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .web(true)
        .map_err(explain)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let out = glue.parent().unwrap_or(Path::new("."));
    bindgen.generate(out).map_err(explain)?;
    // The documentation stands in the types beside it; the page need not load it twice.
    let script =
        std::fs::read_to_string(glue).map_err(|error| format!("{}: {error}", glue.display()))?;
    std::fs::write(glue, without_docs(&script))
        .map_err(|error| format!("{}: {error}", glue.display()))
}

/// The script without its `/** … */` blocks, each of which stands on lines of its own.
fn without_docs(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines() {
        let trimmed = line.trim();
        inside |= trimmed.starts_with("/**");
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
        inside &= !trimmed.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_the_documentation_of_the_glue_alone() {
        let script = "/* @ts-self-types=\"./x.d.ts\" */\n/**\n * Reads.\n */\nexport function read() {\n    const a = 1 /* one */;\n}\n/** One line. */\nread();\n";
        assert_eq!(
            without_docs(script),
            "/* @ts-self-types=\"./x.d.ts\" */\nexport function read() {\n    const a = 1 /* one */;\n}\nread();\n"
        );
    }
}
