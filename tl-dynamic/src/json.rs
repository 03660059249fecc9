//! JSON as TDLib and tonlib speak it, and as generated code does.

mod decode;
mod encode;
