//! Checks of types whose text does not show what they are: constants that fail to compile if the type is
//! not the right one.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use tl_codegen::__private::model::Directions;

use crate::asked::{Asked, at};
use crate::context::Context;
use crate::fragments::in_macro;
use crate::generics::{free, idents};
use crate::question::{Place, Question, Seen, Wanted};
use crate::shape::{
    in_any_box, is_static, leads_a_path, mentions, name, replaced, respanned, span, text,
    without_lifetimes,
};

/// An item whose types the compiler checks.
pub(crate) struct Asking<'a> {
    pub context: &'a Context,
    /// The type and const parameters of the item, about which nothing is known.
    pub generic: Vec<&'a Ident>,
    /// The parameters among these that have no bounds.
    free: Vec<&'a Ident>,
    /// Whether the item may borrow.
    has_lifetimes: bool,
    /// The type `Self`; `None` if it is generic.
    pub own: Option<TokenStream>,
    /// The checks are made only if these constants are true.
    pub supposed: Vec<TokenStream>,
}

impl<'a> Asking<'a> {
    /// Creates the checks of an item.
    pub(crate) fn new(context: &'a Context, ident: &Ident, generics: &'a syn::Generics) -> Self {
        let generic = idents(generics);
        let statics = generics
            .lifetimes()
            .map(|param| syn::Lifetime::new("'static", param.lifetime.span()));
        let own = generic.is_empty().then(|| quote!(#ident<#(#statics),*>));
        Self {
            context,
            generic,
            free: free(generics),
            has_lifetimes: generics.lifetimes().next().is_some(),
            own,
            supposed: Vec::new(),
        }
    }

    /// Adds a check that fails with this message.
    pub(crate) fn fail(&self, ty: &Type, message: &str) {
        let at = span(ty);
        let runtime = self.runtime(at);
        self.of_type(quote_spanned!(at=> #runtime::__private::demand(false, #message);));
    }

    fn of_type(&self, demands: TokenStream) -> Ident {
        self.context.checks.of_type(self.if_supposed(demands))
    }

    fn if_supposed(&self, demands: TokenStream) -> TokenStream {
        let supposed = &self.supposed;
        match supposed.as_slice() {
            [] => demands,
            _ => quote!(if #(#supposed)&&* { #demands }),
        }
    }

    /// Returns the type as it can be named outside of the item, with stand-ins for parameters that can be
    /// any type. Returns `None` if the type depends on other parameters, or is a parameter.
    fn named(&self, ty: &Type) -> Option<TokenStream> {
        let is_param = name(ty).is_some_and(|name| self.generic.contains(&name));
        if is_param { None } else { self.outside(ty) }
    }

    /// Returns the tokens of checks, if the type can be named outside of the item.
    fn checks_of(&self, ty: &Type) -> Option<Asked> {
        Some(Asked::new(ty, self.named(ty)?, &self.context.runtime))
    }

    /// Returns the name of a type as [`named`](Self::named) does, also for a parameter.
    fn outside(&self, ty: &Type) -> Option<TokenStream> {
        let tokens = without_lifetimes(ty);
        // `X::Response` does not exist if `X` is `()`.
        if leads_a_path(tokens.clone(), &self.free) {
            return None;
        }
        let tokens = replaced(tokens, &mut |token| match (token, &self.own) {
            (TokenTree::Ident(ident), Some(own)) if ident == "Self" => Some(own.clone()),
            (TokenTree::Ident(ident), _) => self.stand_in(ident),
            _ => None,
        });
        let is_named = !mentions(tokens.clone(), &self.generic);
        is_named.then(|| in_macro(tokens))
    }

    /// Whether a type is the answer to a call of a parameter that can be any function: `F::Response`.
    pub(crate) fn is_answer(&self, ty: &Type) -> bool {
        let Type::Path(path) = ty else { return false };
        let parts = &path.path.segments;
        let of = match &path.qself {
            Some(of) => name(&of.ty),
            None => parts
                .first()
                .filter(|_| parts.len() == 2)
                .map(|part| &part.ident),
        };
        let is_free = of.is_some_and(|of| self.free.contains(&of));
        is_free && name(ty).is_some_and(|last| last == "Response")
    }

    /// Returns the type that stands in for a parameter that can be any type.
    fn stand_in(&self, ident: &Ident) -> Option<TokenStream> {
        let runtime = &self.context.runtime;
        let index = self.free.iter().position(|free| *free == ident)?;
        Some(quote!(#runtime::__private::Parameter<#index>))
    }

    /// Adds a check that a type is this primitive type of Rust.
    pub(crate) fn demand_own(&self, ty: &Type, own: &str, message: &str) {
        let Some(asked) = self.checks_of(ty) else {
            return;
        };
        let own = Ident::new(own, asked.at);
        let own = quote_spanned!(asked.at=> ::core::primitive::#own);
        self.of_type(asked.demand(asked.is_same_as(&own), message));
    }

    /// Adds a check that a type is one of the runtime's for unknown constructors.
    pub(crate) fn demand_unknown(&self, ty: &Type, message: &str) {
        let Some(asked) = self.checks_of(ty) else {
            return;
        };
        let runtime = &asked.runtime;
        let owned = asked.is_same_as(&quote_spanned!(asked.at=> #runtime::value::Unknown));
        let borrowed =
            asked.is_same_as(&quote_spanned!(asked.at=> #runtime::value::UnknownRef<'static>));
        self.of_type(asked.demand(quote!(#owned || #borrowed), message));
    }

    /// Adds a check that a type is not a list, under any name. Returns the constant that cannot be evaluated if it
    /// is one.
    pub(crate) fn refuse_list(&self, ty: &Type, message: &str) -> Option<Ident> {
        let asked = self.checks_of(ty)?;
        let known = &asked.known;
        let is_not_list = quote_spanned!(asked.at=> #known::HEAD.is_some() || !#known::IS_LIST);
        Some(self.of_type(asked.demand(is_not_list, message)))
    }

    /// Adds a check that an argument is a parameter of the item.
    pub(crate) fn demand_parameter(&self, said: &Type, parameter: &Ident, message: &str) {
        let Some(parameter) = self.stand_in(parameter) else {
            return;
        };
        let user = span(said);
        let (runtime, is_so) = (self.runtime(user), self.is(said, &parameter));
        self.of_type(quote_spanned!(user=> #runtime::__private::demand(#is_so, #message);));
    }

    /// Adds checks that a type is a TL type, that it is the wanted one, and that it does not take the bytes
    /// that follow it. Returns the constant that cannot be evaluated if a check fails.
    pub(crate) fn demand(&self, question: &Question<'_>) -> Option<Ident> {
        let Some(asked) = self.checks_of(question.seen.ty) else {
            self.demand_in_bodies(question);
            return None;
        };
        // Whether a type is a function, has JSON or is decoded may depend on its arguments.
        let Seen { ty, shown } = question.seen;
        let is_exact = !mentions(quote!(#ty #shown), &self.free);
        let wanted = question.wanted.as_ref();
        let wanted = wanted.filter(|wanted| is_exact || !matches!(wanted, Wanted::Function));
        let is_answer = question.place == Place::Response;
        let Directions { decode, encode } = self.context.directions;
        // An item that is only decoded can have types that are not encoded.
        let needs_json = self.context.emitted.json && encode;
        let may_not_borrow = !self.has_lifetimes || is_static(shown);
        let checks = [
            Some(asked.is_of_tl(question)),
            wanted.map(|wanted| asked.is_wanted(wanted, question)),
            question
                .has_arguments
                .then(|| asked.has_arguments(question)),
            question
                .arguments
                .map(|count| asked.has_so_many(count, question)),
            asked.has_all_constructors(question),
            question.is_bare.then(|| asked.is_bare(question)),
            (needs_json && is_exact && !is_answer).then(|| asked.has_json(question)),
            (decode && is_exact && !is_answer && question.has_no_arguments())
                .then(|| asked.is_decoded(question)),
            is_answer.then(|| asked.is_owned(question)),
            (may_not_borrow && !is_answer).then(|| asked.is_not_static(question)),
        ];
        let known = self.of_type(checks.into_iter().flatten().collect());
        if question.follows {
            let known = &asked.known;
            let is_over = quote_spanned!(asked.at=> !#known::TAKES_REST);
            let demand = asked.demand(is_over, question.takes_rest());
            self.context.checks.of_end(self.if_supposed(demand));
        }
        Some(known)
    }

    /// Adds a check that a type is the wanted builtin, if that depends on the type parameters of the item. It is
    /// made where the item is used. Anything may be in place of another type: the value that is signed has no
    /// bytes for `signature:Signature`, and the one that is sent has some.
    fn demand_in_bodies(&self, question: &Question<'_>) {
        let ty = question.seen.ty;
        let Some(wanted) = &question.wanted else {
            return;
        };
        let is_known =
            question.place != Place::Response && !leads_a_path(quote!(#ty), &self.generic);
        if !is_known || !wanted.is_builtin() {
            return;
        }
        let asked = Asked::new(ty, in_macro(quote!(#ty)), &self.context.runtime);
        let (named, runtime) = (&asked.named, &asked.runtime);
        let found = quote_spanned!(asked.at=>
            ::core::option::Option::Some(<#named as #runtime::codec::Declared>::HEAD), false);
        let demand = asked.is_type(found, wanted, question);
        self.context.checks.in_bodies(self.if_supposed(demand));
    }

    /// Adds checks that a type is a list, and that it has `length` elements if its length is fixed; without
    /// `length`, its length must not be fixed. Returns the type of the elements, and whether the checks were added.
    pub(crate) fn list(
        &self,
        site: &str,
        length: Option<u32>,
        seen: Seen<'_>,
        help: &str,
    ) -> (Type, bool) {
        let ty = seen.ty;
        let user = span(ty);
        let Some(asked) = self.checks_of(ty) else {
            let runtime = self.runtime(at(ty));
            let element =
                syn::parse_quote_spanned!(user=> <#ty as #runtime::__private::Elements>::Element);
            return (element, false);
        };
        let described = seen.described();
        let no_list = format!(
            "{site} is a list in TL, and {described} is neither a `Vec` nor an array{help}"
        );
        let rust = text(seen.shown);
        let another = match length {
            Some(length) => {
                format!("{site} has {length} elements in TL, and `{rust}` has another number")
            }
            None => format!("{site} is a `Vec` in Rust, and `{rust}` is an array"),
        };
        let length = match length.map(|length| length as usize) {
            Some(length) => quote!(::core::option::Option::Some(#length)),
            None => quote!(::core::option::Option::None),
        };
        let (known, named, runtime) = (&asked.known, &asked.named, &asked.runtime);
        let is_list = quote_spanned!(asked.at=> #known::IS_LIST);
        let lengths = quote_spanned!(asked.at=> #known::LENGTH, #length);
        let mut checks = asked.demand(is_list.clone(), no_list);
        checks.extend(asked.check("demand_length", lengths, another));
        self.of_type(checks);
        let is_list = self.context.checks.constant(is_list);
        let element = syn::parse_quote_spanned! {user=>
            <#named as #runtime::__private::ElementOf<#is_list>>::Element
        };
        (element, true)
    }

    /// Returns the type arguments that a type declares. They are unknown unless it has `count`.
    pub(crate) fn arguments(&self, ty: &Type, count: usize) -> Vec<Type> {
        let Some(named) = self.named(ty) else {
            return Vec::new();
        };
        let (at, user) = (at(ty), span(ty));
        let runtime = self.runtime(at);
        let are_known =
            quote_spanned!(at=> <#runtime::__private::Named<#named>>::ARGUMENTS == #count);
        let are_known = self.context.checks.constant(are_known);
        let mut row =
            quote_spanned!(at=> <#named as #runtime::__private::ArgumentsOf<#are_known>>::Types);
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(syn::parse_quote_spanned!(user=> <#row as #runtime::__private::Row>::First));
            row = quote_spanned!(at=> <#row as #runtime::__private::Row>::Rest);
        }
        all
    }

    /// Adds a check that the type arguments of the type in a variant are the parameters of the enum.
    pub(crate) fn demand_parameters(
        &self,
        ty: &Type,
        parameters: &[Option<&Ident>],
        message: &str,
    ) {
        let runtime = &self.context.runtime;
        let unsaid = quote!(#runtime::__private::Unsaid);
        let others = parameters.iter().map(|parameter| match parameter {
            Some(ident) => self.stand_in(ident),
            None => Some(unsaid.clone()),
        });
        let Some(others) = others.collect::<Option<Vec<_>>>() else {
            return;
        };
        let said = self.arguments(ty, parameters.len());
        let are_so = said
            .iter()
            .zip(&others)
            .map(|(said, other)| self.is(said, other));
        let user = span(ty);
        let runtime = self.runtime(user);
        self.of_type(quote_spanned! {user=>
            #runtime::__private::demand(true #(&& #are_so)*, #message);
        });
    }

    /// Returns the condition that a declared argument is the argument in the name of the type.
    pub(crate) fn is_shown(&self, said: &Type, shown: &Type) -> Option<TokenStream> {
        let is_shown = self.is(said, &self.outside(shown)?);
        Some(self.context.checks.constant(is_shown).into_token_stream())
    }

    /// Returns the condition that a declared argument is this type, or unknown.
    fn is(&self, said: &Type, other: &TokenStream) -> TokenStream {
        let at = at(said);
        let runtime = self.runtime(at);
        quote_spanned! {at=>
            (<#runtime::__private::Both<#said, #other>>::ARE_SAME
                || #runtime::__private::is_unsaid(<#runtime::__private::Named<#said>>::HEAD))
        }
    }

    /// Implements `Arguments` for an item with the arguments of the type that it wraps.
    pub(crate) fn arguments_as(&self, item: &Ident, generics: &syn::Generics, inner: &Type) {
        let runtime = &self.context.runtime;
        let (generics, names, predicates) = generics.split_for_impl();
        let arguments = quote!(<#inner as #runtime::__private::Arguments>);
        self.context.checks.add(in_macro(quote! {
            impl #generics #runtime::__private::Arguments for #item #names #predicates {
                type Types = #arguments::Types;
                const COUNT: usize = #arguments::COUNT;
            }
        }));
    }

    /// Adds a check that the types in two variants can be variants of one enum.
    pub(crate) fn demand_one_enum(&self, first: &Type, other: &Type, message: &str) {
        // Whether a type is a function may depend on its arguments.
        if mentions(quote!(#first #other), &self.free) {
            return;
        }
        let (Some(first), Some(asked)) = (self.checks_of(first), self.checks_of(other)) else {
            return;
        };
        let known = [&first.known, &asked.known];
        let found = quote_spanned!(asked.at=>
            [#(#known::HEAD),*], [#(#known::IS_CALL || #known::IS_SERVED),*]);
        let check = asked.check("demand_one_enum", found, message);
        self.of_type(quote_spanned!(asked.at=> if !(false #(|| #known::IS_BOXED)*) { #check }));
    }

    /// Adds checks that no variant has the id of an earlier variant, as far as the ids are known outside of
    /// the item.
    pub(crate) fn distinct(&self, variants: &[(&Ident, VariantId<'_>)]) {
        let (mut ids, mut messages) = (TokenStream::new(), TokenStream::new());
        let mut demands = TokenStream::new();
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
            // The compiler shows this at the later variant.
            let message = format!(
                "this variant has the id of `{ident}`: a constructor or function is one variant"
            );
            messages.extend(quote!(#message,));
            if place > 0 {
                let at = ident.span();
                let runtime = self.runtime(at);
                demands.extend(quote_spanned! {at=>
                    #runtime::__private::demand_new_id(IDS, #place, MESSAGES);
                });
            }
            place += 1;
        }
        if is_asked && place > 1 {
            self.context.checks.add(quote! {
                const _: () = {
                    use #runtime::__private::Silent as _;
                    const IDS: &[::core::option::Option<u32>] = &[#ids];
                    const MESSAGES: &[&::core::primitive::str] = &[#messages];
                    #demands
                };
            });
        }
    }

    /// Makes the compiler check that the filler has an end.
    pub(crate) fn has_end(&self) {
        let Some(own) = &self.own else { return };
        let runtime = &self.context.runtime;
        let demand = quote!(let _ = <#runtime::__private::Named<#own>>::FILLER;);
        self.context.checks.of_end(demand);
    }

    /// Marks the item as a function whose answer is left to the caller.
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
#[derive(Clone, Copy)]
pub(crate) enum VariantId<'i> {
    /// The id in a declaration.
    Known(u32),
    /// The id of the type that the variant holds.
    Of(&'i Type),
}

impl VariantId<'_> {
    /// Returns a text that two ids share if they are the same.
    pub(crate) fn key(self) -> String {
        match self {
            VariantId::Known(id) => format!("#{id:08x}"),
            VariantId::Of(ty) => text(in_any_box(ty)),
        }
    }
}
