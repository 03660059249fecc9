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

/// Where a type stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Field,
    Variant,
    Response,
}

/// What is asked of a type.
pub(crate) struct Question<'q, 's> {
    /// What is of the type, in words.
    pub site: String,
    pub place: Place,
    /// What it must say; `None` where it can be any type of TL.
    pub wanted: Option<Wanted<'q>>,
    /// The type, and what the user wrote, of which it may be a part.
    pub types: (&'q Type, &'q Type),
    /// The arguments of the TL type.
    pub args: &'q [Arg<'s>],
    /// Whether its id is not on the wire.
    pub is_bare: bool,
    /// Whether something follows it.
    pub follows: bool,
}

impl Question<'_, '_> {
    /// The type, as far as the user wrote it.
    fn rust(&self) -> String {
        match text(self.types.0) {
            inner if inner.starts_with('<') => text(self.types.1),
            inner => inner,
        }
    }

    /// What is wrong where it is another type.
    fn message(&self, wanted: &Wanted<'_>) -> String {
        let (site, rust) = (&self.site, self.rust());
        match wanted {
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

    /// Demands that a type is one of TL at all, and then that it is what is wanted and does not take
    /// what follows it.
    pub(crate) fn demand(&self, question: &Question<'_, '_>) {
        let (ty, _) = question.types;
        let Some(named) = self.named(ty) else { return };
        let at = at(ty);
        let runtime = self.runtime(at);
        let codecs = question.args.iter().map(|arg| match arg {
            Arg::Type(_) => quote_spanned!(at=> #runtime::__private::AnyForm,),
            Arg::Nat(_) => quote_spanned!(at=> u32,),
        });
        let asked = quote_spanned! {at=>
            <#runtime::__private::Named<#named, (#(#codecs)*)>>
        };
        let known = self.context.checks.known(self.known(question, &asked));
        let Some(wanted) = &question.wanted else {
            return;
        };
        let message = question.message(wanted);
        let wanted = match wanted {
            Wanted::Type(name) => quote_spanned!(at=> Type(#name)),
            Wanted::Constructors(names) => quote_spanned!(at=> Constructor(&[#(#names),*])),
            Wanted::Object | Wanted::Own | Wanted::Element => quote_spanned!(at=> Object),
            Wanted::Function => quote_spanned!(at=> Function),
        };
        let follows = question.follows;
        // The call is at the user's place, and all else is of the macro.
        let user = span(ty);
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
        self.context.checks.add(quote_spanned! {at=>
            const _: () = {
                #known;
                #call
            };
        });
    }

    /// Code that fails where a type does not have the impls that the item's own need.
    fn known(&self, question: &Question<'_, '_>, asked: &TokenStream) -> TokenStream {
        let (ty, _) = question.types;
        let user = span(ty);
        let runtime = self.runtime(user);
        let (site, rust) = (&question.site, question.rust());
        let demand = |is_known, message: String| quote_spanned!(user=> #runtime::__private::demand_known(#is_known, #message););
        let is_decoded = match question.args {
            [] => quote_spanned!(user=> #asked::IS_DECODED),
            _ => quote_spanned!(user=> #asked::IS_DECODED || #asked::IS_ENCODED),
        };
        let help = match question.place {
            Place::Field => ", and a field of any other type has `with = module`",
            Place::Variant | Place::Response => "",
        };
        let mut demands = demand(
            is_decoded,
            format!("{site} cannot be `{rust}`: `#[derive(TlObject)]` makes it a type of TL{help}"),
        );
        if question.is_bare {
            let message = match (&question.wanted, question.place) {
                (Some(wanted @ Wanted::Constructors(_)), _) => question.message(wanted),
                (_, Place::Variant) => format!(
                    "{site} holds `{rust}`, which is not a constructor: it holds the struct of one, or \
                     has a declaration and the fields itself"
                ),
                _ => format!(
                    "{site} is bare in TL, and `{rust}` has several constructors, which only their ids \
                     tell apart: it must be boxed in TL, or a struct in Rust"
                ),
            };
            demands.extend(demand(
                quote_spanned!(user=> #asked::CONSTRUCTOR.is_some()),
                message,
            ));
        }
        if self.context.emitted.json && question.place != Place::Response {
            let message =
                format!("{site} has no JSON: `{rust}` is without `json` in its `#[tl(…)]`");
            demands.extend(demand(quote_spanned!(user=> #asked::IS_JSON), message));
        }
        demands
    }

    /// Demands that a list has so many elements, if its type says how many. Returns whether that can
    /// be asked.
    pub(crate) fn length(&self, site: &str, wanted: u32, ty: &Type) -> bool {
        let Some(named) = self.named(ty) else {
            return false;
        };
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
        self.context.checks.add(quote_spanned! {at=>
            const _: () = {
                const LENGTH: ::core::option::Option<usize> =
                    <#named as #runtime::__private::Elements>::LENGTH;
                #call
            };
        });
        true
    }

    /// The type of the elements of a list of which only a name is known.
    pub(crate) fn element(&self, ty: &Type) -> Type {
        let at = span(ty);
        let runtime = respanned(self.context.runtime.clone(), at);
        syn::parse_quote_spanned!(at=> <#ty as #runtime::__private::Elements>::Element)
    }

    /// Demands of each variant that no variant before it has its id, as far as the ids are known
    /// outside of the item.
    pub(crate) fn distinct(&self, variants: &[(&Ident, VariantId<'_>)]) {
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
        if is_asked && place > 1 {
            self.context.checks.add(quote! {
                const _: () = {
                    use #runtime::__private::Silent as _;
                    const IDS: &[::core::option::Option<u32>] = &[#ids];
                    #demands
                };
            });
        }
    }

    /// Says that the item is a function, whose answer is left to the caller.
    pub(crate) fn call(&self, item: &Ident, generics: &syn::Generics) {
        let runtime = &self.context.runtime;
        let (generics, names, predicates) = generics.split_for_impl();
        self.context.checks.add(in_macro(quote! {
            impl #generics #runtime::__private::Call for #item #names #predicates {}
        }));
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
