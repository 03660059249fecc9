//! Findings about selectors that match nothing.

use std::borrow::Cow;

use tl_parser::diagnostic::nearest;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Field, Schema};

use crate::rust::mtproto;
use crate::rust::names::{Cases, split};
use crate::rust::selector::{Selection, Selector, glob, namespaces};

/// How many names that differ only by a namespace are suggested.
const SHOWN: usize = 3;
/// How many selectors of one finding are listed.
const LISTED: usize = 20;

/// Why nothing is generated for a definition of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// Another crate has it.
    Elsewhere,
    /// `--exclude` leaves it out.
    Excluded,
    /// `--only` leaves it out.
    NotUsed,
}

impl Absence {
    /// Returns the reason, as a message for people.
    fn why(self) -> &'static str {
        match self {
            Self::Elsewhere => {
                "by `--extern-type` or `--extern-schema` (in a build script `extern_type` or \
                 `extern_schema`) it is a type of yours"
            }
            Self::Excluded => "`--exclude` (in a build script `exclude`) leaves it out",
            Self::NotUsed => "nothing that `--only` (in a build script `only`) selects uses it",
        }
    }
}

/// A selector that matched nothing.
#[derive(Debug)]
pub(crate) struct Unmatched {
    pub(super) option: &'static str,
    pub(super) selector: String,
    /// Why nothing is generated for it, if it is about something that the schema has.
    pub(super) absence: Option<Absence>,
    pub(super) finding: Diagnostic,
}

impl Unmatched {
    /// Whether both are the same selector of the same option, for different schemas.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.option == other.option && self.selector == other.selector
    }
}

/// Returns the findings. Selectors of one option that match nothing for the same reason are one finding.
pub(crate) fn findings(unmatched: Vec<Unmatched>) -> Vec<Diagnostic> {
    let only_is_wrong = unmatched.iter().any(|it| it.option == "only");
    // The first selector of an option with that reason, and the others.
    let mut alike: Vec<(Unmatched, Vec<String>)> = Vec::new();
    let mut found = Vec::new();
    for it in unmatched {
        let is_like = |(first, _): &&mut (Unmatched, Vec<String>)| {
            (first.option, first.absence) == (it.option, it.absence)
        };
        match it.absence {
            None => found.push(it.finding),
            Some(Absence::NotUsed) if only_is_wrong => {}
            Some(_) => match alike.iter_mut().find(is_like) {
                Some((_, others)) => others.push(it.selector),
                None => alike.push((it, Vec::new())),
            },
        }
    }
    let alike = alike.into_iter().map(|(first, others)| {
        if others.is_empty() {
            return first.finding;
        }
        let names = others.iter().take(LISTED).map(|it| format!("`{it}`"));
        let more = others.len().saturating_sub(LISTED);
        let names = names.chain((more > 0).then(|| format!("and {more} more")));
        let names: Vec<String> = names.collect();
        first
            .finding
            .note(format!("the same applies to {}", names.join(", ")))
    });
    found.extend(alike);
    found
}

/// Says what a selector has instead of the marks of other patterns.
fn not_a_pattern(selector: &str) -> Option<String> {
    if selector.contains(NOT_SUPPORTED) {
        return Some("in a pattern, `*` stands for any text and `?` for one character".into());
    }
    let is_list = selector.contains(',');
    is_list.then(|| "a selector has no commas: repeat the option for each name".into())
}

fn of_mtproto(definition: &str, known: &Definitions<'_>) -> Option<String> {
    let is_missing = mtproto::declares(definition) && !known.has(definition);
    is_missing.then(|| {
        format!(
            "`{definition}` is a declaration of MTProto, which this schema does not have: add the schema of MTProto as \
             another file, or give the option where that schema is compiled"
        )
    })
}

fn not_generated((name, absence): &(String, Absence)) -> String {
    format!("nothing is generated for `{name}`: {}", absence.why())
}

impl Selection<'_> {
    /// Returns the definition that the selector is about, and why nothing is generated for it.
    pub(super) fn absent(
        &self,
        selector: &Selector,
        known: &Definitions<'_>,
    ) -> Option<(String, Absence)> {
        // These options decide what is generated, so nothing is absent for them.
        let selects = matches!(self.option, "only" | "exclude");
        let is_not_supported = selector.as_str().contains(NOT_SUPPORTED);
        (!selects && !is_not_supported).then(|| known.absence(&known.with_colon(selector)))?
    }

    pub(super) fn finding_without_advice(&self, selector: &Selector) -> Diagnostic {
        let message = format!("the selector `{}` matches nothing", selector.as_str());
        Diagnostic::placeless(Code::UnmatchedSelector, message).note(format!(
            "`--{}` (in a build script `{}`) takes {}",
            self.option.replace('_', "-"),
            self.option,
            self.about
        ))
    }

    pub(super) fn finding(
        &self,
        selector: &Selector,
        absent: Option<&(String, Absence)>,
        known: &Definitions<'_>,
    ) -> Diagnostic {
        let with_colon = known.with_colon(selector);
        let reason = not_a_pattern(selector.as_str())
            .or_else(|| self.excluded(selector))
            .or_else(|| of_mtproto(selector.definition(), known))
            .or_else(|| absent.map(not_generated))
            .or_else(|| self.other_kind_of_field(&with_colon, known));
        let notes = reason
            .map(|reason| vec![reason])
            .or_else(|| self.no_struct(&with_colon, known))
            .unwrap_or_else(|| Vec::from_iter(self.meant_instead(&with_colon, known)));
        let finding = self.finding_without_advice(selector);
        notes.into_iter().fold(finding, Diagnostic::note)
    }

    /// Says that `--exclude` leaves out everything that `--only` selects.
    fn excluded(&self, selector: &Selector) -> Option<String> {
        let mut asked = self.asked.iter();
        let is_excluded = self.option == "only" && asked.any(|(name, _)| selector.selects(name));
        is_excluded.then(|| {
            "`--exclude` (in a build script `exclude`) leaves out everything that it selects".into()
        })
    }

    /// Shows the declaration of a field that is not of the kind that the option is about.
    fn other_kind_of_field(&self, selector: &Selector, known: &Definitions<'_>) -> Option<String> {
        let mut asked = self.asked.iter().filter(|(_, field)| !field.is_empty());
        asked.clone().next()?;
        if asked.any(|(name, field)| selector.selects_member(name, field)) {
            return None;
        }
        let (definition, field) = known.field(selector)?;
        let (name, declared) = (field.name.unwrap_or_default(), field.tl());
        Some(format!("`{definition}:{name}` is declared as `{declared}`"))
    }

    /// Says why a constructor has no struct, and which selector an attribute of its variant has.
    fn no_struct(&self, selector: &Selector, known: &Definitions<'_>) -> Option<Vec<String>> {
        let variant = self.without_struct(selector, known)?;
        let mut notes = vec![variant.why_no_struct()];
        if self.option == "attribute" {
            notes.push(variant.instead_of(selector));
        }
        Some(notes)
    }

    /// Suggests another selector, or says why there is none.
    fn meant_instead(&self, selector: &Selector, known: &Definitions<'_>) -> Option<String> {
        let text = selector.as_str();
        let mut generated = known.generated.iter().copied();
        let same = generated.clone().find(|name| selector.selects_part(name));
        let names = || {
            self.in_namespaces(text)
                .or_else(|| self.of_definitions(text))
        };
        if let Some(names) = same.is_none().then(names).flatten() {
            return Some(format!("did you mean {names}?"));
        }
        // The definition whose name without its namespace is this one.
        let same =
            same.or_else(|| generated.find(|name| name.contains('.') && split(name).1 == text));
        // A similar name does not mean an existing definition, unless only its case is another.
        let is_meant = |it: &String| same != Some(text) || it.eq_ignore_ascii_case(text);
        if let Some(meant) = self.meant(text).filter(is_meant) {
            return Some(format!("did you mean `{meant}`?"));
        }
        if self.asked.is_empty() {
            return Some("with these options, the schema has none".into());
        }
        let mut asked = self.asked.iter();
        let only_member_is_unknown = asked.any(|(name, _)| selector.selects_part(name));
        let name = same.filter(|_| !only_member_is_unknown)?;
        Some(format!("`{name}` is not one of them"))
    }

    /// Returns a constructor that the selector is about, if the option is about structs, and it has none.
    fn without_struct<'k>(
        &self,
        selector: &Selector,
        known: &'k Definitions<'_>,
    ) -> Option<&'k Structless<'k>> {
        let is_about_structs = matches!(self.option, "attribute" | "setters" | "non_exhaustive");
        if !is_about_structs || selector.is_of_members() {
            return None;
        }
        let mut variants = known.variants.iter();
        if let Some(variant) = variants.clone().find(|it| selector.selects(it.constructor)) {
            return Some(variant);
        }
        let others = self.asked.iter().filter(|(_, member)| member.is_empty());
        let others = others.map(|(name, _)| name.as_str());
        let names = variants.clone().map(|it| it.constructor);
        let meant = nearest(selector.as_str(), others.chain(names))?;
        variants.find(|it| it.constructor == meant)
    }

    /// Returns the names that differ from this one only by a namespace, if there are several.
    fn in_namespaces(&self, text: &str) -> Option<String> {
        let asked = self.asked.iter().filter(|(_, member)| member.is_empty());
        let is_it = |name: &&str| name.rsplit_once('.').is_some_and(|(_, last)| last == text);
        let names = asked.map(|(name, _)| name.as_str()).filter(is_it);
        let names: Vec<String> = names.take(SHOWN).map(|it| format!("`{it}`")).collect();
        (names.len() > 1).then(|| names.join(" or "))
    }

    /// Returns the members that are called so.
    fn of_definitions(&self, text: &str) -> Option<String> {
        let mut asked = self.asked.iter().filter(|(_, member)| member == text);
        let (definition, _) = asked.next().filter(|_| !text.is_empty())?;
        Some(match asked.next() {
            None => format!("`{definition}:{text}`"),
            Some(_) => format!("`{definition}:{text}`, or `*:{text}` for all of this name"),
        })
    }

    /// Returns a similar selector that would match.
    fn meant(&self, text: &str) -> Option<String> {
        let definitions = self.asked.iter().map(|(name, _)| name.as_str());
        if let Some(meant) = self.meant_with_colon(text) {
            return Some(meant);
        }
        let (wanted, field) = match text.split_once(':') {
            Some((definition, field)) => (definition, Some(field)),
            None => (text, None),
        };
        let known = definitions.clone().any(|name| glob(wanted, name));
        let mut namespaces_of_all = definitions.clone().flat_map(namespaces);
        let definition = if known {
            wanted.to_owned()
        } else if namespaces_of_all.any(|namespace| namespace == wanted) {
            format!("{wanted}.*")
        } else if let Some(namespace) = wanted.strip_suffix(".*") {
            let namespaces = definitions.filter_map(|name| Some(name.rsplit_once('.')?.0));
            format!("{}.*", nearest(namespace, namespaces)?)
        } else {
            nearest(wanted, definitions)?.to_owned()
        };
        let Some(field) = field else {
            return Some(definition);
        };
        self.with_member_meant(definition, field)
    }

    /// Returns the definition with the member that was meant, if the option is about its members.
    fn with_member_meant(&self, definition: String, member: &str) -> Option<String> {
        let asked = self.asked.iter();
        let members = asked.filter(|(name, member)| !member.is_empty() && glob(&definition, name));
        let members = members.map(|(_, member)| member.as_str());
        let Some(first) = members.clone().next() else {
            return Some(definition);
        };
        if members.clone().any(|name| glob(member, name)) {
            return Some(format!("{definition}:{member}"));
        }
        let mut cases = Cases::default();
        let camel_type = cases.camel(split(&definition).1);
        let mut is_called_so = |name: &&str| {
            let variant = cases.variant(split(name).1, camel_type.as_str());
            variant.as_str() == member
        };
        let is_only = members.clone().all(|name| name == first);
        let mut named = members.clone();
        let meant = named.find(|name| is_called_so(name));
        let meant = meant.or_else(|| nearest(member, members));
        let meant = meant.or(is_only.then_some(first))?;
        Some(format!("{definition}:{meant}"))
    }

    /// Returns `user:phone` for `usr.phone`, unless a name in a namespace is as similar.
    fn meant_with_colon(&self, text: &str) -> Option<String> {
        let (definition, field) = text.rsplit_once('.')?;
        let with_field = self.asked.iter().filter(|(_, it)| it == field);
        let definition = nearest(definition, with_field.map(|(name, _)| name.as_str()))?;
        let names = self.asked.iter().map(|(name, _)| name.as_str());
        let is_name = nearest(text, names).is_some_and(|name| name.contains('.'));
        (!is_name).then(|| format!("{definition}:{field}"))
    }
}

/// Characters of patterns in other languages.
const NOT_SUPPORTED: [char; 10] = ['[', ']', '{', '}', '(', ')', '!', '|', '^', '$'];

/// A constructor that is only a variant, without a struct.
#[derive(Debug)]
pub(crate) struct Structless<'d> {
    pub(crate) ty: &'d str,
    pub(crate) constructor: &'d str,
    pub(crate) has_fields: bool,
}

impl Structless<'_> {
    /// Returns the reason that the constructor has no struct, as a message for people.
    fn why_no_struct(&self) -> String {
        let Self { constructor, .. } = self;
        match self.has_fields {
            true => format!(
                "`{constructor}` has no struct: `--flat` (in a build script `flat`) puts its fields in the variant"
            ),
            false => format!("`{constructor}` has no struct, because it has no fields"),
        }
    }

    /// Returns the selector of the variant, as a message for people.
    fn instead_of(&self, selector: &Selector) -> String {
        let constructor = match selector.selects(self.constructor) {
            true => selector.as_str(),
            false => self.constructor,
        };
        format!("did you mean `{}:{constructor}`?", self.ty)
    }
}

/// The known definitions, whether or not an option is about them.
#[derive(Debug, Default)]
pub(crate) struct Definitions<'d> {
    /// The definitions that are generated.
    pub(crate) generated: Vec<&'d str>,
    /// The definitions that `--only` leaves out.
    pub(crate) unused: Vec<&'d str>,
    /// The definitions that another crate has.
    pub(crate) elsewhere: Vec<&'d str>,
    /// The constructors that have no struct.
    pub(crate) variants: Vec<Structless<'d>>,
    /// The selectors of the definitions that the user excludes.
    pub(crate) excluded: &'d [Selector],
    /// The whole schema.
    pub(crate) schema: Option<&'d Schema<'d>>,
}

impl Definitions<'_> {
    /// Reads `user.id`, if `user` is a definition and the whole is not like a name in a namespace, as `user:id`.
    fn with_colon<'s>(&self, selector: &'s Selector) -> Cow<'s, Selector> {
        let read = || {
            let (definition, member) = selector.text.rsplit_once('.')?;
            let meant = Selector::from([definition, ":", member].concat().as_str());
            let mut names = self.generated.iter().chain(&self.unused);
            // The namespace may be a mistake: `photo.update` for `photos.update`.
            let is_namespaced = |name: &&str| {
                namespaces(name).any(|it| glob(definition, it))
                    || name.rsplit_once('.').is_some_and(|it| it.1 == member)
            };
            let is_member = names.clone().any(|name| glob(definition, name))
                && !names.any(is_namespaced)
                || self.field(&meant).is_some();
            (is_member && !selector.is_of_members()).then_some(meant)
        };
        read().map_or(Cow::Borrowed(selector), Cow::Owned)
    }

    /// Whether the schema has a definition of this name.
    fn has(&self, name: &str) -> bool {
        let mut combinators = self.schema.iter().flat_map(|it| it.combinators.iter());
        combinators.any(|it| it.name == name)
    }

    /// Returns the first field that a selector matches, with the name of its constructor or function.
    fn field(&self, selector: &Selector) -> Option<(&str, &Field<'_>)> {
        let combinators = self.schema?.combinators.iter();
        combinators
            .flat_map(|it| it.fields.iter().map(|field| (it.name, field)))
            .find(|(name, field)| {
                let field = field.name.unwrap_or_default();
                selector.selects_member(name, field)
            })
    }

    /// Returns what a selector matches, and why nothing is generated for it.
    fn absence(&self, selector: &Selector) -> Option<(String, Absence)> {
        let find = |names: &[&str]| {
            let name = names.iter().find(|name| selector.selects_part(name));
            name.map(ToString::to_string)
        };
        if let Some(name) = find(&self.elsewhere) {
            return Some((name, Absence::Elsewhere));
        }
        if find(&self.generated).is_some() {
            return None;
        }
        let unused = find(&self.unused);
        let name = unused.as_deref().unwrap_or(selector.definition());
        // Nothing is known about an excluded constructor, so a pattern may not have meant this name.
        let excludes = |it: &Selector| {
            (unused.is_some() || !it.text.contains(['*', '?'])) && it.selects_in_namespace(name)
        };
        match self.excluded.iter().any(excludes) {
            true => Some((name.to_owned(), Absence::Excluded)),
            false => unused.map(|name| (name, Absence::NotUsed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(selector: &str, asked: &[(&str, &str)]) -> Option<String> {
        let selectors = [selector.into()];
        let mut selection = Selection::new("strings_as_bytes", "strings", &selectors);
        for (name, field) in asked {
            assert!(!selection.selects_field(name, field));
        }
        selection.meant(selector)
    }

    #[test]
    fn what_matches_nothing_has_a_likely_meaning() {
        let asked = [
            ("photos.photo", "title"),
            ("resPQ", "pq"),
            ("user", "first_name"),
            ("user", "phone"),
        ];
        for (selector, right) in [
            ("usr", Some("user")),
            ("usr:phone", Some("user:phone")),
            ("usr:*", Some("user:*")),
            ("user:first_nam", Some("user:first_name")),
            ("resPQ:nonce", Some("resPQ:pq")),
            ("photo.*", Some("photos.*")),
            ("photo.*:title", Some("photos.*:title")),
            ("usr.phone", Some("user:phone")),
            ("photo.photo", Some("photos.photo")),
            ("message", None),
        ] {
            assert_eq!(meant(selector, &asked).as_deref(), right, "{selector}");
        }
        assert_eq!(meant("usr:id", &[("user", "")]).as_deref(), Some("user"));
        assert_eq!(meant("usr", &[]), None);
    }
}
