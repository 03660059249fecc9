//! What the compiler is asked of a type of which the text says nothing: constants that fail where it
//! says that it is another.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Type;
use tl_codegen::__private::wire::builtin::Substitutes;
use tl_parser::schema::Arg;

use crate::context::Context;
use crate::fragments::in_macro;
use crate::shape::{in_any_box, mentions, respanned, span, text, without_lifetimes};

/// What a type must say of itself.
#[derive(Debug, Clone)]
pub(crate) enum Wanted<'n> {
    /// That it is this type.
    Type(&'n str),
    /// That it is one of these constructors.
    Constructors(Vec<&'n str>),
    /// That it is a constructor or type of the user's.
    Object,
    /// The same, where the declaration is made from the Rust type.
    Own,
    /// The same, as the elements of a repetition of several fields.
    Element,
    /// That it is a function.
    Function,
}

impl From<Substitutes> for Wanted<'_> {
    fn from(substitutes: Substitutes) -> Self {
        match substitutes {
            Substitutes::Constructors(names) => Wanted::Constructors(names.to_vec()),
            Substitutes::Type(name) => Wanted::Type(name),
            Substitutes::Objects => Wanted::Object,
            Substitutes::Functions => Wanted::Function,
        }
    }
}

/// The item that asks.
pub(crate) struct Asking<'a> {
    pub context: &'a Context,
    /// The type and const parameters of the item, of which nothing is known.
    pub generic: Vec<&'a Ident>,
    /// What `Self` is; `None` where that is generic.
    pub own: Option<TokenStream>,
}

impl<'a> Asking<'a> {
    /// The item of that name and generics.
    pub(crate) fn new(context: &'a Context, ident: &Ident, generics: &'a syn::Generics) -> Self {
        let generic = crate::generics::idents(generics);
        let statics = generics
            .lifetimes()
            .map(|param| syn::Lifetime::new("'static", param.lifetime.span()));
        let own = generic.is_empty().then(|| quote!(#ident<#(#statics),*>));
        Self {
            context,
            generic,
            own,
        }
    }

    /// The type as it can be named outside of the item; `None` where it depends on parameters.
    fn named(&self, ty: &Type) -> Option<TokenStream> {
        let tokens = without_lifetimes(ty);
        let tokens = match &self.own {
            Some(own) => with_self(tokens, own),
            None => tokens,
        };
        (!mentions(tokens.clone(), &self.generic)).then(|| in_macro(tokens))
    }

    /// Demands that a type is what is wanted, and does not take what follows it. `shown` is what the
    /// user wrote, of which `ty` may be a part.
    pub(crate) fn demand(
        &self,
        site: &str,
        wanted: &Wanted<'_>,
        (ty, shown): (&Type, &Type),
        args: &[Arg<'_>],
        follows: bool,
    ) -> Option<TokenStream> {
        let named = self.named(ty)?;
        let rust = text(shown);
        let message = match wanted {
            Wanted::Type(name) => {
                format!("{site} is the type `{name}` of TL, and `{rust}` says that it is another")
            }
            Wanted::Constructors(names) => {
                let name = names.first().copied().unwrap_or_default();
                format!("{site} is `{name}` of TL, and `{rust}` says that it is another")
            }
            Wanted::Object => format!(
                "{site} is any object of TL, and `{rust}` is not a type with `#[derive(TlObject)]`"
            ),
            Wanted::Element => {
                format!("each element of {site} is a struct, and `{rust}` is not")
            }
            Wanted::Own => format!(
                "{site} would be written with the id of `{rust}` in front: say what it is in TL, as \
                 `#[tl(type = \"long\")]`"
            ),
            Wanted::Function => format!("{site} is a function of TL, and `{rust}` is not"),
        };
        let at = at(shown);
        let runtime = self.runtime(at);
        let wanted = match wanted {
            Wanted::Type(name) => quote_spanned!(at=> Type(#name)),
            Wanted::Constructors(names) => quote_spanned!(at=> Constructor(&[#(#names),*])),
            Wanted::Object | Wanted::Own | Wanted::Element => quote_spanned!(at=> Object),
            Wanted::Function => quote_spanned!(at=> Function),
        };
        let codecs = args.iter().map(|arg| match arg {
            Arg::Type(_) => quote_spanned!(at=> #runtime::__private::AnyForm,),
            Arg::Nat(_) => quote_spanned!(at=> u32,),
        });
        let asked = quote_spanned! {at=>
            <#runtime::__private::Named<#named, (#(#codecs)*)>>
        };
        // The call is at the user's place, and all else is of the macro.
        let user = span(shown);
        let of_user = self.runtime(user);
        let call = quote_spanned! {user=>
            #of_user::__private::demand(
                [#asked::CONSTRUCTOR, #asked::TYPE, #asked::APPLIED],
                #asked::IS_CALL,
                #of_user::__private::Wanted::#wanted,
                #follows,
                #message,
            )
        };
        Some(quote_spanned! {at=>
            const _: () = {
                use #runtime::__private::Silent as _;
                #call
            };
        })
    }

    /// Demands that a list has so many elements, if its type says how many.
    pub(crate) fn length(&self, site: &str, wanted: u32, ty: &Type) -> Option<TokenStream> {
        let named = self.named(ty)?;
        let at = at(ty);
        let runtime = self.runtime(at);
        let wanted = wanted as usize;
        let message = format!(
            "{site} has {wanted} elements in TL, and `{}` has another number",
            text(ty)
        );
        let user = span(ty);
        let of_user = self.runtime(user);
        let call = quote_spanned! {user=>
            #of_user::__private::demand_length(LENGTH, #wanted, #message)
        };
        Some(quote_spanned! {at=>
            const _: () = {
                const LENGTH: ::core::option::Option<usize> =
                    <#named as #runtime::__private::Elements>::LENGTH;
                #call
            };
        })
    }

    /// The type of the elements of a list of which only a name is known.
    pub(crate) fn element(&self, ty: &Type) -> Type {
        let at = span(ty);
        let runtime = respanned(self.context.runtime.clone(), at);
        syn::parse_quote_spanned!(at=> <#ty as #runtime::__private::Elements>::Element)
    }

    /// Demands of each variant that no variant before it has its id, as far as the ids are known
    /// outside of the item.
    pub(crate) fn distinct(&self, variants: &[(&Ident, VariantId<'_>)]) -> Option<TokenStream> {
        let (mut ids, mut demands) = (TokenStream::new(), TokenStream::new());
        let mut is_asked = false;
        let runtime = &self.context.runtime;
        let mut place = 0_usize;
        for (ident, id) in variants {
            let id = match id {
                VariantId::Known(id) => quote!(::core::option::Option::Some(#id)),
                VariantId::Of(ty) => {
                    let Some(named) = self.named(ty) else {
                        continue;
                    };
                    is_asked = true;
                    quote!(<#runtime::__private::Named<#named>>::ID)
                }
            };
            ids.extend(quote!(#id,));
            if place > 0 {
                let at = ident.span();
                let runtime = self.runtime(at);
                let message =
                    format!("another variant before `{ident}` has its constructor already");
                demands.extend(quote_spanned! {at=>
                    #runtime::__private::demand_new_id(IDS, #place, #message);
                });
            }
            place += 1;
        }
        (is_asked && place > 1).then(|| {
            quote! {
                const _: () = {
                    use #runtime::__private::Silent as _;
                    const IDS: &[::core::option::Option<u32>] = &[#ids];
                    #demands
                };
            }
        })
    }

    /// Says that the item is a function, whose answer is left to the caller.
    pub(crate) fn call(&self, item: &Ident, generics: &syn::Generics) -> TokenStream {
        let runtime = &self.context.runtime;
        let (generics, names, predicates) = generics.split_for_impl();
        in_macro(quote! {
            impl #generics #runtime::__private::Call for #item #names #predicates {}
        })
    }

    fn runtime(&self, at: Span) -> TokenStream {
        respanned(self.context.runtime.clone(), at)
    }
}

/// The id of a variant.
pub(crate) enum VariantId<'i> {
    /// A declaration says it.
    Known(u32),
    /// The type that it holds does.
    Of(&'i Type),
}

impl VariantId<'_> {
    /// Whether the text alone says that two are the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (VariantId::Known(one), VariantId::Known(other)) => one == other,
            (VariantId::Of(one), VariantId::Of(other)) => {
                text(in_any_box(one)) == text(in_any_box(other))
            }
            (VariantId::Known(_), VariantId::Of(_)) | (VariantId::Of(_), VariantId::Known(_)) => {
                false
            }
        }
    }
}

/// Where a type stands, for code that the compiler should not take for the user's.
fn at(ty: &Type) -> Span {
    span(ty).resolved_at(Span::call_site())
}

/// The tokens with another name for `Self`.
fn with_self(tokens: TokenStream, own: &TokenStream) -> TokenStream {
    let replace = |token| match token {
        TokenTree::Ident(ident) if ident == "Self" => own.clone(),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), with_self(group.stream(), own));
            inner.set_span(group.span());
            TokenTree::Group(inner).into()
        }
        token => token.into(),
    };
    tokens.into_iter().flat_map(replace).collect()
}
