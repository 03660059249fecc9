//! A minimal WebDriver client.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

pub(super) const DOWN: &str = "\u{e015}";
pub(super) const UP: &str = "\u{e013}";
pub(super) const ENTER: &str = "\u{e007}";
pub(super) const ESCAPE: &str = "\u{e00c}";

/// A headless browser.
pub(super) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    folder: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser; returns `None` if none is installed.
    pub(super) fn start() -> Option<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut lines = BufReader::new(driver.stdout.take()?).lines();
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            line.split_once("successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse()
                .ok()
        });
        // The driver keeps writing, and must not block because nobody reads.
        std::thread::spawn(move || lines.for_each(drop));
        let folder = tempfile::tempdir().ok()?;
        let mut browser = Self {
            driver,
            port: port?,
            session: String::new(),
            folder,
        };
        let profile = format!("--user-data-dir={}", browser.folder.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
            &profile,
        ];
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
        }}});
        let session = browser.post("/session", &capabilities);
        browser.session = session.get("sessionId")?.as_str()?.to_owned();
        Some(browser)
    }

    /// Opens an address.
    pub(super) fn open(&mut self, address: &str) {
        self.command("/url", &json!({ "url": address }));
    }

    /// Opens another page of the current site.
    pub(super) fn open_beside(&mut self, page: &str) {
        let root = self
            .run("return new URL(document.documentElement.dataset.root || './', location).href");
        self.open(&format!("{}{page}", root.as_str().unwrap()));
    }

    /// Runs a script and returns its result.
    pub(super) fn run(&mut self, script: &str) -> Value {
        self.command("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Waits until a script returns true.
    #[track_caller]
    pub(super) fn wait(&mut self, script: &str) {
        for _ in 0..200 {
            if self.run(script) == true {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!(
            "{script}: {}",
            self.run("return location + '\\n' + document.body.innerText.slice(0, 500)")
        );
    }

    /// Types keys into an element.
    pub(super) fn press(&mut self, selector: &str, keys: &str) {
        let element = self.element(selector);
        self.command(
            &format!("/element/{element}/value"),
            &json!({ "text": keys }),
        );
    }

    /// Clicks an element.
    pub(super) fn click(&mut self, selector: &str) {
        let element = self.element(selector);
        self.command(&format!("/element/{element}/click"), &json!({}));
    }

    /// Makes the system's colors light or dark.
    pub(super) fn emulate_color_scheme(&mut self, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": features }),
        );
    }

    /// Sets the width of the window.
    pub(super) fn emulate_width(&mut self, width: u32) {
        let metrics =
            json!({"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 800});
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    pub(super) fn allow_clipboard(&mut self) {
        let permissions = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
        self.devtools("Browser.grantPermissions", &permissions);
    }

    /// Returns the addresses that were requested since the start.
    pub(super) fn requests(&mut self) -> Vec<String> {
        let log = self.command("/se/log", &json!({"type": "performance"}));
        let messages = log.as_array().unwrap().iter().map(|entry| {
            let message = entry["message"].as_str().unwrap();
            serde_json::from_str::<Value>(message).unwrap()["message"].clone()
        });
        let requests = messages.filter(|message| message["method"] == "Network.requestWillBeSent");
        let addresses = requests.map(|message| {
            message["params"]["request"]["url"]
                .as_str()
                .unwrap()
                .to_owned()
        });
        // Ignores pages that the browser shows by itself.
        addresses
            .filter(|address| !address.starts_with("data:") && !address.starts_with("chrome"))
            .collect()
    }

    /// Returns the messages of the console.
    pub(super) fn console(&mut self) -> Vec<String> {
        let log = self.command("/se/log", &json!({"type": "browser"}));
        log.as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["message"].to_string())
            .collect()
    }

    fn devtools(&mut self, command: &str, parameters: &Value) {
        self.command(
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": parameters}),
        );
    }

    fn element(&mut self, selector: &str) -> String {
        let found = self.command(
            "/element",
            &json!({"using": "css selector", "value": selector}),
        );
        let id = found
            .as_object()
            .and_then(|found| found.values().next()?.as_str());
        id.unwrap_or_else(|| panic!("{selector}: {found}"))
            .to_owned()
    }

    fn command(&mut self, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}{path}", self.session);
        self.post(&path, body)
    }

    /// Sends a request and returns the value of the answer.
    fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.request("POST", path, &body.to_string()).unwrap();
        assert!(answer["value"].get("error").is_none(), "{path}: {answer}");
        answer["value"].clone()
    }

    fn request(&self, method: &str, path: &str, body: &str) -> io::Result<Value> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.write_all(request.as_bytes())?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver closes the browser with the session.
        let _ = self.request("DELETE", &format!("/session/{}", self.session), "");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
