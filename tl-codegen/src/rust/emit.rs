//! From the model to tokens.
//!
//! [`definition`] is what a person would write, [`impls`] what the derive adds to it. The derive
//! calls `impls` with what it read from a definition, so that both ways give the same code.

mod conversion;
mod decode;
mod definition;
mod encode;
mod function;
mod generics;
mod identify;
mod json;
mod lints;
mod masks;
mod names;
mod params;
mod registry;
mod sizes;
mod transparent;
mod types;
mod union;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::rust::config::{Config, Impls};
use crate::rust::model::{Enum, File, Identity, Item, Module, Param, Struct, VariantKind};
use crate::rust::piece::Piece;

pub use definition::{Style, definition};

/// What does not come from the schema.
#[derive(Debug, Clone)]
pub struct Context {
    /// The path of the runtime: `::tl_runtime`.
    pub runtime: TokenStream,
    /// Where the impls come from.
    pub style: Style,
    /// Whether items have a binary form.
    pub binary: bool,
    /// Whether items have a JSON form.
    pub json: bool,
}

impl Context {
    /// The context that the user's choices give.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let style = match config.impls {
            Impls::Generated => Style::Impls,
            Impls::Derive => Style::Derive,
        };
        Self {
            runtime: runtime(&config.runtime_path),
            style,
            binary: config.binary,
            json: config.serde,
        }
    }
}

/// The path as tokens. Whoever takes it from a user has tried it, by `options::runtime_path`.
fn runtime(path: &str) -> TokenStream {
    path.parse().unwrap_or_else(|_| quote!(::tl_runtime))
}

/// A whole file, piece by piece.
pub(crate) fn file(file: &File, context: &Context, out: &mut impl FnMut(Piece)) {
    let runtime = &context.runtime;
    let layer = file.layer.map(|layer| {
        let layer = proc_macro2::Literal::i32_unsuffixed(layer);
        quote! {
            /// The layer of the schema.
            #[allow(dead_code)]
            pub const LAYER: i32 = #layer;
        }
    });
    let serde = context.json.then(|| quote!(#runtime::__require_json!();));
    out(Piece::Items(quote! {
        const _: () = #runtime::__private::interface(2);
        #serde
        #layer
    }));
    for module in &file.modules {
        self::module(module, lints::of_root(module), context, out);
    }
    if let Some(table) = &file.registry {
        out(Piece::Items(registry::registry(table, context)));
    }
}

fn module(module: &Module, attribute: TokenStream, context: &Context, out: &mut impl FnMut(Piece)) {
    let (ident, docs) = (&module.ident, definition::docs(&module.docs));
    out(Piece::Open(quote!(#docs #attribute pub mod #ident)));
    for item in &module.items {
        out(Piece::Items(definition::definition(item, context)));
        if context.style == Style::Impls {
            out(Piece::Items(impls(item, context)));
        }
        out(Piece::Items(definition::extras(item, context)));
    }
    for inner in &module.modules {
        self::module(inner, lints::of_module(inner, ident), context, out);
    }
    out(Piece::Close);
}

/// The impls of an item: all that the derive gives it.
#[must_use]
pub fn impls(item: &Item, context: &Context) -> TokenStream {
    match item {
        Item::Struct(item) => {
            let mut tokens = TokenStream::new();
            if context.binary {
                tokens.extend(identify::identify(item, context));
                tokens.extend(decode::read_struct(item, context));
                tokens.extend(encode::write_struct(item, context));
                tokens.extend(function::function(item, context));
            }
            if context.json {
                tokens.extend(json::json_struct(item, context));
                tokens.extend(json::json_function(item, context));
            }
            tokens
        }
        // A type without constructors has no values to read or write.
        Item::Enum(item) if item.variants.is_empty() => TokenStream::new(),
        Item::Enum(item) => {
            let mut tokens = TokenStream::new();
            if context.binary {
                tokens.extend(union::read_enum(item, context));
                tokens.extend(encode::write_enum(item, context));
            }
            if context.json {
                tokens.extend(json::json_enum(item, context));
            }
            tokens
        }
        Item::Transparent(item) => {
            let mut tokens = TokenStream::new();
            if context.binary {
                tokens.extend(transparent::transparent(item, context));
            }
            if context.json {
                tokens.extend(json::json_transparent(item, context));
            }
            tokens
        }
        Item::Alias(_) => TokenStream::new(),
    }
}

/// The constant `HEAD` of a struct.
fn head(identity: &Identity, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    match identity {
        Identity::Constructor(_) => quote!(#runtime::codec::Head::of::<Self>()),
        Identity::Record(name) => quote!(#runtime::codec::Head::Type(#name)),
    }
}

/// `#[inline]` for functions, of which a program calls few: each is compiled where it is called,
/// and not at all where it is not.
fn inline(item: &Struct) -> TokenStream {
    if item.response.is_some() {
        quote!(#[inline])
    } else {
        TokenStream::new()
    }
}

/// A name for an argument that no other variable of the items has.
fn argument<'i>(name: &str, items: impl IntoIterator<Item = &'i Struct>) -> Ident {
    let variables = |item: &'i Struct| {
        let fields = item.fields.iter().map(|field| &field.ident);
        fields.chain(item.params.iter().map(Param::variable))
    };
    let taken: Vec<&Ident> = items.into_iter().flat_map(variables).collect();
    let mut name = name.to_owned();
    while taken.iter().any(|ident| **ident == name) {
        name.push('_');
    }
    Ident::new(&name, Span::call_site())
}

/// `1 << bit`, as people write masks.
fn bit_literal(bit: u8) -> TokenStream {
    hexadecimal(1u32.checked_shl(u32::from(bit)).unwrap_or(0))
}

fn hexadecimal(value: u32) -> TokenStream {
    literal(&format!("0x{value:x}"))
}

/// `0x20212ca8`.
fn id_literal(id: u32) -> TokenStream {
    literal(&format!("0x{id:08x}"))
}

fn literal(text: &str) -> TokenStream {
    // The text is a number of our own making, which is always a token.
    text.parse::<proc_macro2::Literal>()
        .map(ToTokens::into_token_stream)
        .unwrap_or_default()
}

/// The variants that hold a constructor's fields themselves.
fn records(item: &Enum) -> impl Iterator<Item = &Struct> {
    item.variants
        .iter()
        .filter_map(|variant| match &variant.kind {
            VariantKind::Record(record) => Some(&**record),
            VariantKind::Unit(_) | VariantKind::Newtype { .. } | VariantKind::Other { .. } => None,
        })
}

/// What the variants are given of the arguments of the type: `args`, and the pattern for it.
fn arguments(item: &Enum) -> (TokenStream, TokenStream) {
    let has_payload = item
        .variants
        .iter()
        .any(|variant| matches!(variant.kind, VariantKind::Newtype { .. }));
    match (item.params.is_empty(), has_payload) {
        (true, _) => (quote!(()), quote!(_)),
        (false, true) => (quote!(args), quote!(args)),
        (false, false) => (quote!(args), quote!(_)),
    }
}
