//! Does the runtime do what it says, without any generated code?

#[cfg(test)]
mod hand;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod masks;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod registries;
#[cfg(test)]
mod strings;
#[cfg(test)]
mod whole;
