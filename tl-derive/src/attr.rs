//! `#[tl(…)]`.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Path, Token, Type};

/// What the `#[tl(…)]` attributes of an item or variant say.
#[derive(Default)]
pub(crate) struct Attributes {
    /// `"photos.photo#20212ca8 … = photos.Photo;"`.
    pub line: Option<LitStr>,
    /// `function`.
    pub function: bool,
    /// `response = photos::Photo`.
    pub response: Option<Type>,
    /// `type = "InputPhoto"`.
    pub type_name: Option<LitStr>,
    /// `filler`.
    pub filler: bool,
    /// `crate = path`.
    pub runtime: Option<Path>,
}

impl Attributes {
    pub(crate) fn parse(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut all = Self::default();
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("tl"))
        {
            attribute.parse_args_with(|input: ParseStream<'_>| all.add(input))?;
        }
        Ok(all)
    }

    fn add(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        while !input.is_empty() {
            if input.peek(LitStr) {
                self.line = Some(input.parse()?);
            } else {
                self.add_key(input)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn add_key(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let key = Ident::parse_any(input)?;
        match key.to_string().as_str() {
            "function" => self.function = true,
            "filler" => self.filler = true,
            "response" => self.response = Some(value(input)?),
            "type" => self.type_name = Some(value(input)?),
            "crate" => self.runtime = Some(value(input)?),
            other => {
                let message = format!(
                    "`{other}` is no key of `#[tl(…)]`: there are `function`, `response`, `type`, \
                     `filler` and `crate`"
                );
                return Err(syn::Error::new(key.span(), message));
            }
        }
        Ok(())
    }
}

fn value<T: Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}
