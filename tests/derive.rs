//! Does `#[derive(TlObject)]` take what people write by hand?

mod borrowed;
mod forms;
mod ton;
