//! One module per question.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod big;
#[cfg(test)]
mod bools;
#[cfg(test)]
mod complete;
#[cfg(test)]
mod constructs;
#[cfg(test)]
mod derive;
#[cfg(test)]
mod determinism;
#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod formatting;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod ids;
#[cfg(test)]
mod json;
#[cfg(test)]
mod lints;
#[cfg(test)]
mod masks;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod official;
#[cfg(test)]
mod parameters;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod random;
#[cfg(test)]
mod roundtrip;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod strings;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tdlib;
#[cfg(test)]
mod ton;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod vk;
#[cfg(test)]
mod wire;
