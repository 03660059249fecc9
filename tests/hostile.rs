//! Are hostile bytes an error in time and memory proportional to the input?

mod budget;
mod counts;
mod full_tl;
mod memory;
mod nesting;
mod schemas;
mod table;
