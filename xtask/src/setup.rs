//! Installs what building and testing need and what is not there yet.
//!
//! Nothing is guessed from the network. With `--route debian` (or
//! `FAZHI_ROUTE=debian`) missing programs come from Debian's packages, as
//! root; else from rustup and Playwright.

use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::route::{DEBIAN_PACKAGES, Route, TARGET, Wanted};
use crate::sh;

const OLDEST_NODE: u32 = 20;
/// The same places as in `tests/page/playwright.config.mjs`.
const BROWSERS: &[&str] = &[
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
/// The same places as in `tests/firefox/browser.mjs`.
const FIREFOXES: &[&str] = &[
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];
const CHINESE_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

pub fn setup(wanted: Wanted) -> Result<()> {
    let route = compiler(wanted)?;
    checkers(route)?;
    node_packages()?;
    browser(route)?;
    firefox(route)?;
    if let Err(message) = engines(route) {
        println!("{message}\nThe scripts under examples/ that need it are not tested.");
    }
    println!(
        "ready: {} ({})",
        route.rustc_version()?,
        match route {
            Route::Rustup => "with rustup's target",
            Route::Debian => "from Debian's packages",
        }
    );
    Ok(())
}

/// The compiler for WebAssembly.
fn compiler(wanted: Wanted) -> Result<Route> {
    if let Ok(route) = wanted.installed() {
        return Ok(route);
    }
    match wanted {
        Wanted::Only(Route::Debian) => apt(DEBIAN_PACKAGES)?,
        Wanted::Only(Route::Rustup) | Wanted::Either => {
            sh::run(&mut sh::cargo("rustup", &["target", "add", TARGET])).map_err(|error| {
                format!(
                    "{error}\nWithout rustup, on Debian and as root: FAZHI_ROUTE=debian cargo xtask setup"
                )
            })?;
        }
    }
    wanted.installed()
}

/// rustfmt and Clippy, for the compiler that runs the native tests.
fn checkers(route: Route) -> Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if sh::output(&mut sh::cargo("cargo", &[tool, "--version"])).is_some() {
            continue;
        }
        let add = ["component", "add", component];
        match route {
            Route::Rustup => sh::run(&mut sh::cargo("rustup", &add))?,
            Route::Debian => {
                return Err(format!(
                    "`cargo {tool}` is missing: `rustup component add {component}`, \
                     or Debian's package of the same purpose for your compiler"
                ));
            }
        }
    }
    Ok(())
}

/// The test tools from npm, exactly as locked.
pub fn node_packages() -> Result<()> {
    let version = sh::output(&mut sh::program("node", &["--version"]))
        .ok_or("Node.js is missing: install version 20 or later, with npm")?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        return Err(format!(
            "Node.js {version} is too old: version {OLDEST_NODE} or later is needed"
        ));
    }
    let lock = sh::read(&sh::root().join("package-lock.json"))?;
    // A copy of the lock tells what is installed.
    let installed = sh::root().join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    sh::run(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    sh::write(&installed, &lock)
}

/// A Chromium for the page tests, and a font that has Chinese.
fn browser(route: Route) -> Result<()> {
    if let Some(path) = std::env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        return if Path::new(&path).exists() {
            Ok(())
        } else {
            Err(format!(
                "CHROMIUM names {}, which is not there",
                path.display()
            ))
        };
    }
    let installed = BROWSERS.iter().any(|path| Path::new(path).exists());
    match route {
        Route::Debian => {
            let mut missing = Vec::new();
            if !installed {
                missing.push("chromium");
            }
            if !Path::new(CHINESE_FONT).exists() {
                missing.push("fonts-noto-cjk");
            }
            apt(&missing)
        }
        Route::Rustup if installed => Ok(()),
        Route::Rustup => {
            sh::run(&mut npm(&["exec", "playwright", "install", "chromium"])).map_err(|error| {
                format!("{error}\nOr install Chromium or Chrome and set CHROMIUM to its path.")
            })
        }
    }
}

/// What the scripts under `examples/` run on: programs where Debian's packages are used,
/// and the packages of Python that they are tried with, in a place of their own.
fn engines(route: Route) -> Result<()> {
    if route == Route::Debian {
        let programs = [
            ("parallel", "parallel"),
            ("java", "default-jre-headless"),
            ("python3", "python3-venv"),
        ];
        let there = |name: &str| sh::program(name, &["--help"]).output().is_ok();
        let missing = programs.into_iter().filter(|(name, _)| !there(name));
        apt(&missing.map(|(_, package)| package).collect::<Vec<_>>())?;
    }
    let wanted = sh::root().join("examples/requirements.txt");
    let place = sh::target_dir().join("python");
    // A copy of the list tells what is installed.
    let installed = place.join("requirements.txt");
    let list = sh::read(&wanted)?;
    if std::fs::read(&installed).is_ok_and(|old| old == list) {
        return Ok(());
    }
    let mut make = sh::program("python3", &["-m", "venv"]);
    sh::run(make.arg(&place))?;
    let python = match cfg!(windows) {
        true => place.join("Scripts/python.exe"),
        false => place.join("bin/python"),
    };
    let install = ["-m", "pip", "install", "--quiet", "--requirement"];
    sh::run(sh::program(&python.to_string_lossy(), &install).arg(&wanted))?;
    sh::write(&installed, &list)
}

/// A Firefox for the tests in it, where Debian has one. Elsewhere they are skipped
/// without it.
fn firefox(route: Route) -> Result<()> {
    let named = std::env::var_os("FIREFOX").is_some_and(|path| !path.is_empty());
    if named || FIREFOXES.iter().any(|path| Path::new(path).exists()) {
        return Ok(());
    }
    match route {
        Route::Debian => apt(&["firefox-esr"]),
        Route::Rustup => {
            println!("no Firefox here: the tests in it are skipped");
            Ok(())
        }
    }
}

/// Installs Debian's packages. Only root can.
fn apt(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if sh::output(&mut sh::program("id", &["-u"])).as_deref() != Some("0") {
        return Err(format!(
            "missing: {list}. As root: apt-get install --no-install-recommends {list}"
        ));
    }
    let apt = |args: &[&str]| -> Command {
        let mut command = sh::program("apt-get", args);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    sh::run(&mut apt(&["-q", "update"]))?;
    let mut install = apt(&["-q", "-y", "install", "--no-install-recommends"]);
    sh::run(install.args(packages))
}

pub fn npm(args: &[&str]) -> Command {
    sh::program(if cfg!(windows) { "npm.cmd" } else { "npm" }, args)
}
