// ANCHOR: file
//! The library `libtdjson`: JSON in, JSON out.
#![allow(unsafe_code, reason = "it is a C library")]

use std::ffi::{CStr, CString, c_char, c_double, c_int};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::{Duration, Instant};

use libloading::Library;

use crate::Error;

/// The library, for one thread at a time.
#[derive(Debug)]
pub struct Tdjson {
    create_client_id: unsafe extern "C" fn() -> c_int,
    send: unsafe extern "C" fn(c_int, *const c_char),
    receive: unsafe extern "C" fn(c_double) -> *const c_char,
    execute: unsafe extern "C" fn(*const c_char) -> *const c_char,
    /// It has threads of its own, and so is never unloaded.
    _library: ManuallyDrop<Library>,
}

impl Tdjson {
    /// Loads the library from a file.
    ///
    /// # Errors
    /// Where the file is not this library.
    pub fn load(path: &Path) -> Result<Self, Error> {
        // SAFETY: TDLib does nothing when it is loaded, and these are the types that `td_json_client.h`
        // gives its functions. They are valid for as long as the library is loaded, which is for ever.
        unsafe {
            let library = Library::new(path)?;
            Ok(Self {
                create_client_id: *library.get(b"td_create_client_id\0")?,
                send: *library.get(b"td_send\0")?,
                receive: *library.get(b"td_receive\0")?,
                execute: *library.get(b"td_execute\0")?,
                _library: ManuallyDrop::new(library),
            })
        }
    }

    /// A new client, which begins to live when something is sent to it.
    pub fn create_client_id(&mut self) -> i32 {
        // SAFETY: it takes nothing.
        unsafe { (self.create_client_id)() }
    }

    /// Sends a request to a client.
    pub fn send(&mut self, client: i32, request: &str) {
        let request = c_string(request);
        // SAFETY: the pointer is valid until the call is over, and TDLib keeps a copy.
        unsafe { (self.send)(client, request.as_ptr()) }
    }

    /// What any client has to say next. `None` where none has anything to say for so long.
    pub fn receive(&mut self, time: Duration) -> Option<String> {
        let end = Instant::now() + time;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            // SAFETY: only one thread can be here, and the text is valid until it comes here again.
            let received = unsafe { text((self.receive)(left.as_secs_f64())) };
            // TDLib also comes back early, with nothing.
            if received.is_some() || left.is_zero() {
                return received;
            }
        }
    }

    /// The answer to a request that needs no client. `None` where it does need one.
    pub fn execute(&mut self, request: &str) -> Option<String> {
        let request = c_string(request);
        // SAFETY: the pointer is valid until the call is over, and the text until this thread comes here
        // again.
        unsafe { text((self.execute)(request.as_ptr())) }
    }
}

/// A text for C, up to the first zero. JSON has none.
fn c_string(text: &str) -> CString {
    let text = text.split('\0').next().unwrap_or_default();
    CString::new(text).unwrap_or_default()
}

/// A copy of a text of TDLib.
///
/// # Safety
/// Where the pointer is not null, a zero ends the text.
unsafe fn text(pointer: *const c_char) -> Option<String> {
    if pointer.is_null() {
        return None;
    }
    // SAFETY: as the caller says.
    let text = unsafe { CStr::from_ptr(pointer) };
    Some(text.to_string_lossy().into_owned())
}
// ANCHOR_END: file
