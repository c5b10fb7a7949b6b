//! Which compiler makes the WebAssembly module.
//!
//! A machine with rustup adds the target `wasm32-unknown-unknown`. A machine
//! that has Debian's packages alone builds the standard library itself, from
//! `rust-web-src`. The two give different bytes; either serves.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::sh;

pub const TARGET: &str = "wasm32-unknown-unknown";
/// What the Debian route installs.
pub const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/src/rust";

/// The route asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Either,
    Only(Route),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Rustup,
    Debian,
}

impl Wanted {
    pub fn named(name: Option<&str>) -> Result<Wanted> {
        match name {
            None | Some("") => Ok(Wanted::Either),
            Some("rustup") => Ok(Wanted::Only(Route::Rustup)),
            Some("debian") => Ok(Wanted::Only(Route::Debian)),
            Some(other) => Err(format!("no route `{other}`: rustup or debian")),
        }
    }

    /// The route to build by: the one asked for, else the one that is installed.
    pub fn installed(self) -> Result<Route> {
        let candidates: &[Route] = match self {
            Wanted::Either => &[Route::Rustup, Route::Debian],
            Wanted::Only(Route::Rustup) => &[Route::Rustup],
            Wanted::Only(Route::Debian) => &[Route::Debian],
        };
        candidates
            .iter()
            .copied()
            .find(|route| route.is_installed())
            .ok_or_else(|| {
                let mut message = String::from("no compiler for WebAssembly is installed. Install");
                for (nth, route) in candidates.iter().enumerate() {
                    message.push_str(if nth == 0 { "\n  " } else { "\nor\n  " });
                    message.push_str(&route.install_line());
                }
                message
            })
    }
}

impl Route {
    pub fn name(self) -> &'static str {
        match self {
            Route::Rustup => "rustup",
            Route::Debian => "debian",
        }
    }

    pub fn is_installed(self) -> bool {
        match self {
            Route::Rustup => sysroot(self).is_some_and(|root| {
                Path::new(&root)
                    .join("lib/rustlib")
                    .join(TARGET)
                    .join("lib")
                    .is_dir()
            }),
            Route::Debian => {
                Path::new("/usr/bin/cargo").exists()
                    && Path::new(DEBIAN_LIBRARY).join("library/std").is_dir()
                    && self
                        .linker()
                        .is_some_and(|linker| Path::new("/usr/bin").join(linker).exists())
            }
        }
    }

    pub fn install_line(self) -> String {
        match self {
            Route::Rustup => format!("rustup target add {TARGET}"),
            Route::Debian => format!(
                "apt-get install --no-install-recommends {}",
                DEBIAN_PACKAGES.join(" ")
            ),
        }
    }

    /// Cargo of this route, without what would bind it to another compiler.
    pub fn cargo(self, args: &[&str]) -> Command {
        match self {
            Route::Rustup => sh::cargo("cargo", args),
            Route::Debian => {
                let mut command = sh::cargo("/usr/bin/cargo", args);
                command
                    .env("PATH", "/usr/bin:/bin")
                    // The standard library is built by flags that a stable compiler hides.
                    .env("RUSTC_BOOTSTRAP", "1");
                command
            }
        }
    }

    /// What this route adds to Cargo's arguments.
    pub fn cargo_args(self) -> Vec<String> {
        match self.linker() {
            None => Vec::new(),
            Some(linker) => vec![
                "-Zbuild-std=std,panic_abort".into(),
                // 6 kB of the core, and no slower: plain sorts and plain printing of numbers.
                "-Zbuild-std-features=optimize_for_size".into(),
                "--config".into(),
                format!("target.{TARGET}.linker={linker:?}"),
            ],
        }
    }

    /// What this route tells the compiler of every crate.
    pub fn rustc_args(self) -> &'static [&'static str] {
        match self {
            Route::Rustup => &[],
            // Where in the source a panic arose, 14 kB of the core, and the printing of values
            // for programmers, 6 kB: nothing prints either, since a build for readers has no hook
            // that would. Nothing that is told may go through `{:?}`.
            Route::Debian => &["-Zlocation-detail=none", "-Zfmt-debug=none"],
        }
    }

    fn linker(self) -> Option<&'static str> {
        match self {
            Route::Rustup => None,
            Route::Debian => Some("wasm-ld-19"),
        }
    }

    fn rustc(self, arg: &[&str]) -> Command {
        sh::cargo(
            match self {
                Route::Rustup => "rustc",
                Route::Debian => "/usr/bin/rustc",
            },
            arg,
        )
    }

    /// `rustc 1.96.0 (…)`: with the route, what the bytes depend on besides the source.
    pub fn rustc_version(self) -> Result<String> {
        sh::output(&mut self.rustc(&["-V"]))
            .ok_or_else(|| "rustc -V failed: is Rust installed?".to_owned())
    }

    /// Where this route's standard library may name its source files.
    pub fn library_paths(self) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        if let Some(root) = sysroot(self) {
            paths.push(Path::new(&root).join("lib/rustlib/src/rust"));
        }
        if self == Route::Debian {
            paths.push(PathBuf::from(DEBIAN_LIBRARY));
        }
        let resolved: Vec<PathBuf> = paths
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        paths.extend(resolved);
        paths.sort();
        paths.dedup();
        paths
    }
}

fn sysroot(route: Route) -> Option<String> {
    sh::output(&mut route.rustc(&["--print", "sysroot"]))
}
