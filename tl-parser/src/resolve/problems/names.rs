//! Names that cannot be used: each is reported once, with all its uses.

use super::Input;
use super::sections::{SECTIONS, constructor_among_functions, types_mark};
use super::types::{IS_CONSTRUCTOR, NO_ARROW, OTHER_FILE, arrows, empty};
use super::unparsed::Unparsed;
use crate::diagnostic::{Advice, Code, Diagnostic, Suggester, Suggestion};
use crate::foreign;
use crate::hasher::{Names, Set};
use crate::resolve::problem::Why;
use crate::resolve::scope::Scope;
use crate::schema::{CombinatorKind, IndexVec, Row, Type, TypeId};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Finality, is_type_name};
use crate::words::{in_namespace, last_part, with_initial};

/// How many uses of a name are shown.
const SHOWN: usize = 3;

#[derive(Debug)]
struct Name<'s> {
    name: &'s str,
    why: Why,
    /// The declaration of the first use.
    declaration: Span,
    uses: Vec<Span>,
    /// The other uses that most likely mean the same as the first.
    alike: Vec<Span>,
    /// The variables in scope at the first use.
    scope: Vec<&'s str>,
    /// The likely meaning at the first use.
    meant: Option<Suggestion>,
    /// Whether it is a list without an argument there.
    is_alone: bool,
}

/// The names that cannot be used so far.
#[derive(Debug, Default)]
pub(super) struct Undeclared<'s> {
    names: Names<'s, Name<'s>>,
    /// Parameters without braces, which seem to be types.
    params: Names<'s, ()>,
    /// The names that broken and repeated declarations were most likely meant to declare.
    lost: Set<String>,
}

impl<'s> Undeclared<'s> {
    /// Adds a use of a name that cannot be used.
    pub(super) fn add(
        &mut self,
        name: Spanned<&'s str>,
        why: Why,
        declaration: Span,
        scope: &Scope<'s>,
        meant: Option<Suggestion>,
        is_alone: bool,
    ) {
        if let Some(known) = self.names.get_mut(name.value) {
            if known.why.is_of_values() {
                known.why = why;
            }
            known.uses.push(name.span);
            if meant.is_none() {
                known.alike.push(name.span);
            }
            return;
        }
        let first = Name {
            name: name.value,
            why,
            declaration,
            uses: vec![name.span],
            alike: Vec::new(),
            scope: scope.names().take(16).map(|(name, _)| name).collect(),
            meant,
            is_alone,
        };
        self.names.insert(name.value, first);
    }

    /// Adds a parameter without braces.
    pub(super) fn add_param(&mut self, name: &'s str) {
        self.params.insert(name, ());
    }

    /// Adds the names that a broken or repeated declaration was most likely meant to declare.
    pub(super) fn add_lost(&mut self, names: impl IntoIterator<Item = String>) {
        self.lost.extend(names);
    }

    /// Whether a broken or repeated declaration was most likely meant to declare the name.
    pub(super) fn is_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// Whether a type of this name was reported, or will be.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.names.contains(name) || self.params.contains(name)
    }

    /// Adds one diagnostic for each name. Names in text that could not be parsed are left out: they may be
    /// declared there.
    pub(super) fn report(
        self,
        input: &Input<'_, 's>,
        types: &IndexVec<TypeId, Type<'s>>,
        unparsed: &Unparsed<'_>,
        suggester: &mut Suggester,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.names.is_empty() {
            return;
        }
        let mut known = Known {
            functions: Names::default(),
            places: Names::default(),
            arrows: arrows(input),
            empty: empty(input.finalities),
            input,
            types,
        };
        for entry in input.entries {
            if entry.kind == CombinatorKind::Function {
                let name = entry.ast.name;
                known.functions.insert(name.value, name.span);
            }
        }
        for ty in types {
            known.places.insert(ty.name, ty.span);
        }
        for name in self.names.values() {
            if !unparsed.may_declare(name.name) && !self.lost.contains(name.name) {
                let found = name.diagnostic(&known, suggester).about(name.declaration);
                diagnostics.push(name.everywhere(found));
            }
        }
    }
}

/// The names that could be meant.
struct Known<'a, 's> {
    input: &'a Input<'a, 's>,
    types: &'a IndexVec<TypeId, Type<'s>>,
    /// The places where the functions are declared.
    functions: Names<'s, Span>,
    /// The places where the types are first named.
    places: Names<'s, Span>,
    /// For each type that would have a constructor without it, the `=>`.
    arrows: Names<'s, Span>,
    /// The places where `Empty` declares types without constructors.
    empty: Names<'s, Span>,
}

impl Known<'_, '_> {
    /// Whether a constructor or type has this name, in any case and any namespace.
    fn has(&self, name: &str, suggester: &mut Suggester) -> bool {
        let count = self.input.entries.len() + self.types.len();
        let is_it = |it: &str| last_part(it).eq_ignore_ascii_case(name);
        let mut entries = self.input.entries.iter();
        !suggester.affords(count)
            || entries.any(|entry| is_it(entry.ast.name.value))
            || self.types.iter().any(|ty| is_it(ty.name))
    }
}

impl Name<'_> {
    fn is_undeclared(&self) -> bool {
        matches!(self.why, Why::Undeclared | Why::New)
    }

    fn diagnostic(&self, known: &Known<'_, '_>, suggester: &mut Suggester) -> Diagnostic {
        match self.why {
            Why::NoConstructors | Why::Empty => {
                let explained = self.lost_constructor(known, suggester);
                explained.unwrap_or_else(|| self.meaning(self.at_type(known), known, suggester))
            }
            Why::Undeclared | Why::New | Why::NoNumber => {
                self.meaning(self.headline(), known, suggester)
            }
        }
    }

    /// Explains a type without constructors by a declaration that most likely should be one.
    fn lost_constructor(
        &self,
        known: &Known<'_, '_>,
        suggester: &mut Suggester,
    ) -> Option<Diagnostic> {
        if let Some(entry) = constructor_among_functions(known.input, self.name, suggester) {
            let found = self.headline();
            return Some(
                found
                    .label(entry.ast.name.span, "is this its constructor?")
                    .note(SECTIONS)
                    .advise(types_mark(entry).map(Advice::Replace)),
            );
        }
        let &arrow = known.arrows.get(self.name)?;
        let found = self.headline();
        Some(
            found
                .label(arrow, "declared as the answer to a function here")
                .note(NO_ARROW)
                .suggest(IS_CONSTRUCTOR, arrow, "="),
        )
    }

    /// Says what is wrong with a type without constructors, with its place.
    fn at_type(&self, known: &Known<'_, '_>) -> Diagnostic {
        let found = self.headline();
        match (known.places.get(self.name), known.empty.get(self.name)) {
            (None, _) => found,
            (Some(_), Some(&empty)) => found.label(empty, "`Empty` says that it has no values"),
            (Some(&ty), None) => found.label(
                ty,
                "declared here, but it is not the result of a constructor",
            ),
        }
    }

    /// Explains a name by what was most likely meant.
    fn meaning(
        &self,
        mut diagnostic: Diagnostic,
        known: &Known<'_, '_>,
        suggester: &mut Suggester,
    ) -> Diagnostic {
        let name = self.name;
        let first = self.first();
        match self.uses.len().saturating_sub(SHOWN) {
            0 => {}
            1 => diagnostic = diagnostic.note("it is used in one more place"),
            more => diagnostic = diagnostic.note(format!("it is used in {more} more places")),
        }
        if let Some(&function) = known.functions.get(name) {
            return diagnostic
                .label(function, "this is a function")
                .note("a function is a call, not the type of a value; `!X` is a call whose answer is the parameter `X`");
        }
        let begins = first.start == self.declaration.start;
        if let Some(keyword) = finality(name).filter(|it| begins || *it != name) {
            if keyword == name {
                return diagnostic.note(format!(
                    "`{keyword}` stands before the name of a type, without arguments: `{keyword} User;`"
                ));
            }
            return diagnostic.suggest(format!("did you mean `{keyword}`?"), first, keyword);
        }
        if let Some(meant) = &self.meant {
            return diagnostic.advise([Advice::Replace(meant.clone())]);
        }
        if name == "Type" {
            return diagnostic.note("a parameter of kind `Type` is written in braces: `{t:Type}`");
        }
        let foreign = foreign::find(name).filter(|_| self.is_undeclared());
        if let Some(foreign) = foreign.filter(|_| !known.has(name, suggester)) {
            let is_list = foreign.note == Some(foreign::LIST);
            let diagnostic = match foreign.tl {
                Some(_) if is_list && self.is_alone => diagnostic,
                Some(tl) => diagnostic.suggest(format!("TL calls it `{tl}`"), first, tl),
                // TL can declare it, as VK's schemas declare `Dictionary`.
                None => diagnostic.note(OTHER_FILE),
            };
            return foreign.note.into_iter().fold(diagnostic, Diagnostic::note);
        }
        if let Some(builtin) = Row::in_upper_case(name) {
            return diagnostic.suggest(format!("TL calls it `{builtin}`"), first, builtin);
        }
        if let Some(list) = self.list_in_one_word(known, suggester) {
            return diagnostic.suggest(format!("is it `{list}`?"), first, list);
        }
        if let Some(ty) = self.in_upper_case(known, suggester) {
            return diagnostic
                .note("a type of several constructors has no bare form")
                .suggest(format!("is it the type `{ty}`?"), first, ty);
        }
        if let Some(note) = foreign::statement(name) {
            return diagnostic.note(note);
        }
        match self.nearest(known, suggester) {
            Some(nearest) => {
                diagnostic.suggest(format!("did you mean `{nearest}`?"), first, nearest)
            }
            None if matches!(self.why, Why::NoNumber | Why::Empty) => diagnostic,
            None => diagnostic.note(OTHER_FILE),
        }
    }

    /// Suggests another name in all places, if it is the only thing to write there.
    fn everywhere(&self, mut found: Diagnostic) -> Diagnostic {
        let Some(first) = self.uses.first() else {
            return found;
        };
        for advice in &mut found.advice {
            match advice {
                Advice::Replace(it) if it.span == *first && self.meant.is_none() => {
                    it.also = self.alike.clone();
                }
                _ => {}
            }
        }
        found
    }

    /// Returns `Vector<int>` for `VectorInt`.
    fn list_in_one_word(&self, known: &Known<'_, '_>, suggester: &mut Suggester) -> Option<String> {
        let (list, element) = self.name.split_at_checked("Vector".len())?;
        let is_list = matches!(list, "Vector" | "vector") && is_type_name(element);
        let builtin = with_initial(element, false);
        let element = match Row::find(&builtin) {
            Some(_) => &builtin,
            None => element,
        };
        (is_list && known.has(element, suggester)).then(|| format!("{list}<{element}>"))
    }

    /// Returns the type with several constructors that has this name in upper case.
    fn in_upper_case<'a>(
        &self,
        known: &'a Known<'_, '_>,
        suggester: &mut Suggester,
    ) -> Option<&'a str> {
        let (namespace, last) = in_namespace(self.name);
        let wanted = format!("{namespace}{}", with_initial(last, true));
        let is_known = wanted != self.name && known.places.contains(&wanted);
        if !is_known || !suggester.affords(known.types.len()) {
            return None;
        }
        let mut types = known.types.iter();
        let ty = types.find(|ty| ty.name == wanted && ty.constructors.len() > 1)?;
        Some(ty.name)
    }

    /// Returns the place of the first use.
    fn first(&self) -> Span {
        self.uses.first().copied().unwrap_or_default()
    }

    /// Says what is wrong, at the first uses.
    fn headline(&self) -> Diagnostic {
        let (name, span) = (self.name, self.first());
        let mut headline = match self.why {
            Why::Undeclared | Why::New => {
                let what = if is_type_name(name) {
                    "type"
                } else {
                    "constructor"
                };
                Diagnostic::new(
                    Code::UndeclaredName,
                    format!("there is no {what} `{name}`"),
                    span,
                    "nothing declares it",
                )
            }
            Why::NoNumber => Diagnostic::new(
                Code::UndeclaredName,
                format!("there is no number `{name}`"),
                span,
                "no field before this one, and no parameter, has this name",
            ),
            Why::NoConstructors | Why::Empty => Diagnostic::new(
                Code::EmptyType,
                format!("the type `{name}` has no constructors"),
                span,
                "a value of this type cannot exist",
            ),
        };
        if self.why.is_of_values() {
            headline = headline.of_values();
        }
        for &span in self.uses.iter().take(SHOWN).skip(1) {
            headline = headline.label(span, "and here");
        }
        headline
    }

    fn nearest<'a>(
        &'a self,
        known: &'a Known<'_, '_>,
        suggester: &mut Suggester,
    ) -> Option<&'a str> {
        let mut scope = self.scope.iter().copied();
        if self.why == Why::NoNumber {
            return suggester.nearest(self.name, &mut scope);
        }
        let constructors = known
            .input
            .entries
            .iter()
            .filter(|entry| entry.kind == CombinatorKind::Constructor)
            .map(|entry| entry.ast.name.value);
        let mut types = known
            .types
            .iter()
            .filter(|ty| !ty.constructors.is_empty())
            .map(|ty| ty.name);
        if self.why == Why::New {
            return suggester.nearest(self.name, &mut types);
        }
        if is_type_name(self.name) {
            suggester.nearest(self.name, scope.chain(types).chain(constructors))
        } else {
            suggester.nearest(self.name, scope.chain(constructors).chain(types))
        }
    }
}

/// Returns `New` for `new`: an undeclared name like this is most likely such a word.
pub(super) fn finality(name: &str) -> Option<&'static str> {
    let mut words = Finality::ALL.map(Finality::name).into_iter();
    words.find(|word| word.eq_ignore_ascii_case(name))
}
