// ANCHOR: file
//! The library `libtdjson`: JSON in, JSON out.
#![allow(unsafe_code, reason = "it is a C library")]

use std::ffi::{CStr, CString, c_char, c_double, c_int};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::{Duration, Instant};

use libloading::Library;

use crate::Error;

/// The loaded library. One thread uses it at a time.
#[derive(Debug)]
pub struct Tdjson {
    create_client_id: unsafe extern "C" fn() -> c_int,
    send: unsafe extern "C" fn(c_int, *const c_char),
    receive: unsafe extern "C" fn(c_double) -> *const c_char,
    execute: unsafe extern "C" fn(*const c_char) -> *const c_char,
    /// Never unloaded, because the library has its own threads.
    _library: ManuallyDrop<Library>,
}

impl Tdjson {
    /// Loads the library from a file.
    ///
    /// # Errors
    /// If the file is not this library.
    pub fn load(path: &Path) -> Result<Self, Error> {
        // SAFETY: TDLib does nothing when it is loaded, and the types are those in `td_json_client.h`. The
        // functions are valid while the library is loaded, and it is never unloaded.
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

    /// Creates a client, which starts with the first request that is sent to it.
    pub fn create_client_id(&mut self) -> i32 {
        // SAFETY: the function has no arguments.
        unsafe { (self.create_client_id)() }
    }

    /// Sends a request to a client.
    pub fn send(&mut self, client: i32, request: &str) {
        let request = c_string(request);
        // SAFETY: the pointer is valid until the call returns, and TDLib keeps a copy.
        unsafe { (self.send)(client, request.as_ptr()) }
    }

    /// Returns the next answer or update of any client; `None` if none arrives in time.
    pub fn receive(&mut self, time: Duration) -> Option<String> {
        let end = Instant::now() + time;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            // SAFETY: only one thread can be here, and the text is valid until its next call.
            let received = unsafe { text((self.receive)(left.as_secs_f64())) };
            // TDLib may also return early, without a text.
            if received.is_some() || left.is_zero() {
                return received;
            }
        }
    }

    /// Returns the answer to a request that needs no client; `None` if the request needs one.
    pub fn execute(&mut self, request: &str) -> Option<String> {
        let request = c_string(request);
        // SAFETY: the pointer is valid until the call returns, and the text until the next call of this thread.
        unsafe { text((self.execute)(request.as_ptr())) }
    }
}

/// Returns a C string, up to the first zero byte. JSON has none.
fn c_string(text: &str) -> CString {
    let text = text.split('\0').next().unwrap_or_default();
    CString::new(text).unwrap_or_default()
}

/// Copies a text that TDLib returned.
///
/// # Safety
/// If the pointer is not null, it must point to a text that ends with a zero byte.
unsafe fn text(pointer: *const c_char) -> Option<String> {
    if pointer.is_null() {
        return None;
    }
    // SAFETY: the caller promises this.
    let text = unsafe { CStr::from_ptr(pointer) };
    Some(text.to_string_lossy().into_owned())
}
// ANCHOR_END: file
