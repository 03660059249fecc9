//! The parameters of TL types.

use crate::rust::model::Ident;

/// A parameter of a TL type. Decoding and encoding get an argument for each.
#[derive(Debug, Clone)]
pub enum Param {
    /// `{n:#}`: a variable of type `u32`.
    Nat(Ident),
    /// `{t:Type}`: a codec.
    Type {
        /// The Rust type parameter; `None` if no field is of that type.
        ident: Option<Ident>,
        /// The type parameter for the codec.
        codec: Ident,
        /// The variable.
        variable: Ident,
    },
}

impl Param {
    /// Returns the variable.
    #[must_use]
    pub fn variable(&self) -> &Ident {
        match self {
            Param::Nat(variable) | Param::Type { variable, .. } => variable,
        }
    }

    /// Returns the Rust type parameter, if there is one.
    #[must_use]
    pub fn type_ident(&self) -> Option<&Ident> {
        match self {
            Param::Nat(_) => None,
            Param::Type { ident, .. } => ident.as_ref(),
        }
    }

    /// Returns the parameter with another Rust type parameter; a number has none.
    #[must_use]
    pub fn with_type_ident(self, other: impl FnOnce(Option<Ident>) -> Option<Ident>) -> Self {
        match self {
            Param::Nat(variable) => Param::Nat(variable),
            Param::Type {
                ident,
                codec,
                variable,
            } => Param::Type {
                ident: other(ident),
                codec,
                variable,
            },
        }
    }
}
