//! A static server for one's own browser: what is published, and nothing else.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use crate::Result;
use crate::package;
use crate::route::Wanted;
use crate::sh;

const FIRST_PORT: u16 = 8000;
/// How many ports are tried from the first one on.
const PORTS: u16 = 50;
/// What of the repository is a part of the site.
const SITE: &[&str] = &["index.html", "www", "pkg"];

pub fn serve(wanted: Wanted, options: &[String]) -> Result<()> {
    let mut port = FIRST_PORT;
    let mut strict = false;
    let mut build = true;
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match option.as_str() {
            "--port" => {
                port = rest
                    .next()
                    .and_then(|number| number.parse().ok())
                    .ok_or("--port needs a number up to 65535")?;
            }
            "--strict-port" => strict = true,
            "--no-build" => build = false,
            other => return Err(format!("`serve` takes no argument `{other}`")),
        }
    }
    if build && !package::is_fresh() {
        println!("pkg/ is older than the source: building");
        package::build(wanted)?;
    }
    let listener = listen(port, if strict { 1 } else { PORTS })?;
    let port = listener.local_addr().map_err(|e| e.to_string())?.port();
    println!("http://127.0.0.1:{port}/  (Ctrl+C ends it)");
    for stream in listener.incoming().flatten() {
        std::thread::spawn(move || {
            // A browser that hangs up early is no fault of ours.
            let _ = answer(&stream);
        });
    }
    Ok(())
}

fn listen(first: u16, tries: u16) -> Result<TcpListener> {
    let last = first.saturating_add(tries - 1);
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(format!("port {port}: {error}")),
        }
    }
    Err(match tries {
        1 => format!("port {first} is taken"),
        _ => format!("ports {first} to {last} are all taken; name another by --port"),
    })
}

fn answer(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    if method != "GET" && method != "HEAD" {
        return reply(stream, "405 Method Not Allowed", "text/plain", b"", false);
    }
    let body = method == "GET";
    let path = target.split(['?', '#']).next().unwrap_or("/");
    match file_of(sh::root(), path) {
        Found::File(file) => match std::fs::read(&file) {
            Ok(bytes) => reply(stream, "200 OK", mime(&file), &bytes, body),
            Err(_) => reply(stream, "404 Not Found", "text/plain", b"not found\n", body),
        },
        Found::Directory => {
            let head = format!(
                "HTTP/1.1 301 Moved Permanently\r\nLocation: {path}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            (&mut &*stream).write_all(head.as_bytes())
        }
        Found::Nothing => reply(stream, "404 Not Found", "text/plain", b"not found\n", body),
    }
}

fn reply(
    mut stream: &TcpStream,
    status: &str,
    mime: &str,
    bytes: &[u8],
    body: bool,
) -> std::io::Result<()> {
    let length = bytes.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    if body {
        stream.write_all(bytes)?;
    }
    stream.flush()
}

#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(PathBuf),
    /// A directory asked for without its slash.
    Directory,
    Nothing,
}

/// The file that an address names: inside the site, and nowhere else.
fn file_of(root: &Path, address: &str) -> Found {
    let Some(name) = percent_decoded(address.trim_start_matches('/')) else {
        return Found::Nothing;
    };
    let relative = PathBuf::from(if name.is_empty() { "index.html" } else { &name });
    let plain = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let inside = SITE.iter().any(|part| relative.starts_with(part));
    if !plain || !inside {
        return Found::Nothing;
    }
    let path = root.join(&relative);
    if !path.is_dir() {
        Found::File(path)
    } else if address.ends_with('/') {
        Found::File(path.join("index.html"))
    } else {
        Found::Directory
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("txt" | "md" | "ts") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_the_site_and_nothing_else() {
        let root = Path::new("/nowhere");
        let file = |address| match file_of(root, address) {
            Found::File(path) => path.to_string_lossy().replace('\\', "/"),
            other => format!("{other:?}"),
        };
        assert_eq!(file("/"), "/nowhere/index.html");
        assert_eq!(file("/pkg/fazhi_lens.js"), "/nowhere/pkg/fazhi_lens.js");
        assert_eq!(file("/www/a%20b.css"), "/nowhere/www/a b.css");
        for outside in [
            "/Cargo.toml",
            "/www/../Cargo.toml",
            "/www/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/.git/config",
            "/%zz",
        ] {
            assert_eq!(file_of(root, outside), Found::Nothing, "{outside}");
        }
    }

    #[test]
    fn names_the_type_that_a_browser_asks_of_a_module() {
        assert_eq!(mime(Path::new("x_bg.wasm")), "application/wasm");
        assert!(mime(Path::new("x.js")).starts_with("text/javascript"));
    }
}
