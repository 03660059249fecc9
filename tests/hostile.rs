//! Are hostile bytes an error in time and memory proportional to the input?

mod counts;
mod memory;
mod nesting;
mod worlds;
