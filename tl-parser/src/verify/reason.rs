//! Finds out why a written id is not the one that the text gives.

use super::known::KNOWN;
use super::text::{
    self, Brackets, Notation, WORDS, notations, restyled, splits, with_words, without_layer, words,
};
use crate::hasher::{Map, map};
use crate::id;
use crate::schema::{Combinator, CombinatorId, Schema};
use crate::syntax::ast::{self, Body, Field, Program};
use crate::syntax::print;
use crate::words::{in_namespace, last_part};

/// The maximum number of texts to try in one run, so that a schema full of wrong ids takes time in proportion
/// to its length. Only a few are tried for one id: each may have it by chance.
const BUDGET: usize = 200_000;

/// The longest text, in bytes, that other texts are made from: each of its words makes one of about its length.
const LONGEST: usize = 10_000;

/// How many other declarations of the same id are looked at.
const SAME: usize = 4;

/// How many fields are left out at the end, and how many one at a time.
const LAST: usize = 8;
const EACH: usize = 64;

/// How many uses of a word are changed one at a time, and how many types are given other names.
const USES: usize = 8;
const TYPES: usize = 6;

/// Of how many words two are changed together.
const PAIRS: usize = 12;

/// The origin of a written id.
pub(crate) struct Reason {
    /// `the id of …`.
    pub(super) text: String,
    /// The same in words that hold for other declarations too.
    pub(super) common: Option<String>,
    /// A note about such ids.
    pub(super) note: Option<&'static str>,
    pub(crate) way_out: WayOut,
}

impl Reason {
    /// Creates that of an id that was chosen for one declaration.
    fn chosen(text: String) -> Self {
        Self {
            text,
            common: None,
            note: None,
            way_out: WayOut::Keep,
        }
    }
}

/// What to do about a written id whose reason is known.
pub(crate) enum WayOut {
    /// It was chosen, and peers know it.
    Keep,
    /// It is a slip: the id of the text is right.
    Replace,
    /// It is a slip, and this id was meant.
    ReplaceBy(u32),
}

/// A difference in the text that gives the id.
struct Difference {
    text: String,
    common: Option<String>,
}

impl Difference {
    /// Creates one with the same words for every declaration.
    fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            common: Some(text.clone()),
            text,
        }
    }

    fn own(text: String) -> Self {
        Self { text, common: None }
    }
}

const BRACKETS: &str = "ids are computed without brackets: `vector<int>` counts as `vector int`";

/// Looks for a reason of one kind.
type Step<'a, 's> = fn(&mut Reasons<'a, 's>, &Subject<'_, 's>) -> Option<Reason>;

/// A written id, and the texts that may have given it.
struct Subject<'a, 's> {
    combinator: &'a Combinator<'s>,
    written: u32,
    name: &'s str,
    notations: Vec<Notation>,
}

/// Finds reasons.
pub(crate) struct Reasons<'a, 's> {
    schema: &'a Schema<'s>,
    programs: &'a [Program<'s>],
    /// All combinators by id.
    by_id: Map<u32, Vec<CombinatorId>>,
    budget: usize,
    /// Types and the other names that were found for them.
    renamed: Map<String, String>,
    /// The last step that found a reason, which is the likeliest: one tool made all ids of a file.
    last: Option<Step<'a, 's>>,
}

impl<'a, 's> Reasons<'a, 's> {
    /// All steps, those that take the least time first.
    const STEPS: [Step<'a, 's>; 12] = [
        |_, subject| known(subject),
        Self::notation,
        Self::other,
        Self::shorter_name,
        Self::words,
        Self::other_name,
        Self::other_type,
        Self::fewer_fields,
        |_, subject| other_known(subject.written),
        Self::no_namespace,
        Self::two_words,
        Self::line,
    ];

    pub(super) fn new(schema: &'a Schema<'s>, programs: &'a [Program<'s>]) -> Self {
        let mut by_id: Map<u32, Vec<CombinatorId>> = map(schema.combinators.len());
        for (index, combinator) in schema.combinators.entries() {
            by_id.entry(combinator.id).or_default().push(index);
        }
        Self {
            by_id,
            ..Self::of_own_texts(schema, programs)
        }
    }

    /// Finds only reasons in the text of a declaration itself, not that it has the id of another one.
    pub(crate) fn of_own_texts(schema: &'a Schema<'s>, programs: &'a [Program<'s>]) -> Self {
        Self {
            schema,
            programs,
            by_id: Map::default(),
            budget: BUDGET,
            renamed: Map::default(),
            last: None,
        }
    }

    /// Finds the origin of `written`.
    pub(crate) fn find(&mut self, combinator: &Combinator<'s>, written: u32) -> Option<Reason> {
        let ast = combinator.ast;
        let length = ast.result.span.end.saturating_sub(ast.name.span.start);
        if self.budget == 0 || length as usize > LONGEST {
            return None;
        }
        let subject = Subject {
            combinator,
            written,
            name: combinator.ast.name.value,
            notations: notations(combinator.ast, self.programs),
        };
        let last = self.last.filter(|_| known(&subject).is_none());
        for step in last.into_iter().chain(Self::STEPS) {
            if let Some(found) = step(self, &subject) {
                self.last = Some(step);
                return Some(found);
            }
        }
        None
    }

    /// Returns the reason if the text gives the id, as a number or with its bytes in reverse.
    fn gives(
        &mut self,
        written: u32,
        (name, rest): (&str, &str),
        brackets: Brackets,
        differences: &dyn Fn() -> Vec<Difference>,
    ) -> Option<Reason> {
        self.budget = self.budget.checked_sub(1)?;
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(name.as_bytes());
        hasher.update(rest.as_bytes());
        let given = hasher.finalize();
        let reversed = given.swap_bytes() == written;
        if given != written && !reversed {
            return None;
        }
        let kept = match brackets {
            Brackets::Out => None,
            Brackets::Kept => Some(Difference::same("with its brackets kept")),
        };
        let is_slip = reversed || kept.is_some();
        let mut differences = differences();
        if let Some(kept) = kept {
            differences.insert(0, kept);
        }
        Some(if differences.is_empty() {
            in_reverse(given)
        } else {
            Reason {
                note: (brackets == Brackets::Kept).then_some(BRACKETS),
                ..reason(&differences, reversed, is_slip)
            }
        })
    }

    /// Tries other notations: gotd keeps the brackets, and TON's documentation prints ids as the bytes on the
    /// wire.
    fn notation(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        self.with_name(subject, subject.name, &Vec::new)
    }

    /// Tries another name.
    fn with_name(
        &mut self,
        subject: &Subject<'_, 's>,
        name: &str,
        differences: &dyn Fn() -> Vec<Difference>,
    ) -> Option<Reason> {
        let mut notations = subject.notations.iter();
        notations
            .find_map(|it| self.gives(subject.written, (name, &it.rest), it.brackets, differences))
    }

    /// Tries other combinators: TDLib's `invokeWithLayerPrefix` has the id of `invokeWithLayer`.
    fn other(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        let written = subject.written;
        for index in self.by_id.get(&written)?.iter().take(SAME) {
            let other = &self.schema[*index];
            self.budget = self.budget.checked_sub(1)?;
            if !std::ptr::eq(other.ast, subject.combinator.ast) && id::is_given(other.ast, written)
            {
                return Some(Reason::chosen(format!("the id of `{}`", other.name)));
            }
        }
        None
    }

    /// Tries shorter names: `decryptedMessage8` has the id of `decryptedMessage`.
    fn shorter_name(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        let name = subject.name;
        // A layer is another difference, which may not be the only one.
        let layer = without_layer(name);
        for (kept, dropped) in splits(name).into_iter().rev() {
            if layer == Some(kept) {
                continue;
            }
            let without = || {
                vec![Difference {
                    text: format!("with the name `{kept}`, without `{dropped}`"),
                    common: Some(format!("with a name without `{dropped}`")),
                }]
            };
            let found = self.with_name(subject, kept, &without);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Tries other words: `message_layer216` with `int53` has the id of `message` with `long`.
    fn words(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        for notation in &subject.notations {
            let found = self.words_of(
                subject.written,
                (subject.name, &notation.rest),
                notation,
                None,
            );
            if found.is_some() {
                return found;
            }
            let rest = with_words(&notation.rest, &|_, word| without_layer(word));
            let name = without_layer(subject.name);
            if rest.is_none() && name.is_none() {
                continue;
            }
            let layer = layer(subject.name).or_else(|| {
                let mut words = words(&notation.rest).into_iter();
                words.find_map(|(_, word)| layer(word))
            });
            let layer = layer.unwrap_or_default();
            let text = (
                name.unwrap_or(subject.name),
                rest.as_deref().unwrap_or(&notation.rest),
            );
            let without = || Difference {
                text: format!("without `{layer}`"),
                common: Some("without the layer in its names".to_owned()),
            };
            let found = self
                .gives(
                    subject.written,
                    text,
                    notation.brackets,
                    &|| vec![without()],
                )
                .or_else(|| self.words_of(subject.written, text, notation, Some(&without)));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Tries the text with other words for builtin types: everywhere, and in one place.
    fn words_of(
        &mut self,
        written: u32,
        (name, rest): (&str, &str),
        notation: &Notation,
        before: Option<&dyn Fn() -> Difference>,
    ) -> Option<Reason> {
        let all = words(rest);
        for pairs in WORDS {
            let mut uses = Vec::new();
            let mut used: Vec<&(&str, &str)> = Vec::new();
            for (at, word) in &all {
                if let Some(pair) = pairs.iter().find(|(from, _)| from == word) {
                    uses.push(*at);
                    if !used.contains(&pair) {
                        used.push(pair);
                    }
                }
            }
            // A single word of a dialect was tried by itself.
            if used.len() < pairs.len().min(2) {
                continue;
            }
            let mut places = vec![None];
            if pairs.len() == 1 && uses.len() > 1 {
                places.extend(uses.iter().take(USES).copied().map(Some));
            }
            for only in places {
                let changed = |at, word: &str| {
                    other(pairs, word).filter(|_| only.is_none_or(|only| only == at))
                };
                let Some(text) = with_words(rest, &changed) else {
                    continue;
                };
                let found = self.gives(written, (name, &text), notation.brackets, &|| {
                    let words = match (pairs, uses.as_slice(), only) {
                        ([pair], _, Some(at))
                        | ([pair @ ("#", _) | pair @ (_, "#")], &[at], None) => {
                            in_field(rest, at, *pair)
                        }
                        _ => for_each_other(pairs, &used),
                    };
                    let words = Difference::same(format!("with {words}"));
                    match before {
                        Some(before) => vec![before(), words],
                        None => vec![words],
                    }
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// Tries the text without namespaces: `shop.kiosk = shop.Kiosk` has the id of `kiosk = Kiosk`.
    fn no_namespace(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        let name = last_part(subject.name);
        let last = |_, word| Some(last_part(word)).filter(|last| *last != word);
        let without = || vec![Difference::same("without namespaces")];
        subject.notations.iter().find_map(|it| {
            let rest = with_words(&it.rest, &last)?;
            self.gives(subject.written, (name, &rest), it.brackets, &without)
        })
    }

    /// Tries the text to the end of its line: `a = A;`.
    fn line(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        const ENDS: [(&str, &str); 3] = [
            (";", "with its `;`"),
            ("\n", "with a line end"),
            (";\n", "with its `;` and a line end"),
        ];
        for it in &subject.notations {
            for (end, with) in ENDS {
                let rest = format!("{}{end}", it.rest);
                let text = (subject.name, rest.as_str());
                let with = || vec![Difference::same(with)];
                if let Some(found) = self.gives(subject.written, text, it.brackets, &with) {
                    return Some(Reason {
                        way_out: WayOut::Replace,
                        note: Some("ids are computed from the text before the `;`"),
                        ..found
                    });
                }
            }
        }
        None
    }

    /// Tries two other words: `flags:# n:flags.0?int53` has the id of `flags:int n:flags.0?long`.
    fn two_words(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        for it in &subject.notations {
            let all = words(&it.rest);
            let is_used = |from: &str| all.iter().any(|(_, word)| *word == from);
            let mut pairs: Vec<(&str, &str)> = Vec::new();
            for words in WORDS {
                match words {
                    [pair] if is_used(pair.0) && pairs.len() < PAIRS => pairs.push(*pair),
                    _ => {}
                }
            }
            for (at, one) in pairs.iter().enumerate() {
                for two in pairs.iter().skip(at + 1).filter(|two| two.0 != one.0) {
                    let both = [*one, *two];
                    let changed = |_, word: &str| other(&both, word);
                    let Some(rest) = with_words(&it.rest, &changed) else {
                        continue;
                    };
                    let text = (subject.name, rest.as_str());
                    let found = self.gives(subject.written, text, it.brackets, &|| {
                        let words = for_each_other(&both, &[one, two]);
                        vec![Difference::same(format!("with {words}"))]
                    });
                    if found.is_some() {
                        return found;
                    }
                }
            }
        }
        None
    }

    /// Tries other styles of the name: `msgsAck` has the id of `msgs_ack`.
    fn other_name(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        for name in restyled(subject.name) {
            let named = || vec![Difference::own(format!("with the name `{name}`"))];
            let found = self.with_name(subject, &name, &named);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Tries other names of types: `p_q_inner_data … = PQInnerData` has the id of the text with `P_Q_inner_data`.
    fn other_type(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        let ast = subject.combinator.ast;
        let result = ast.result.head().map_or("", |head| head.value);
        let mut types: Vec<&str> = vec![result];
        let text = subject.notations.first().map_or("", |it| &it.rest);
        for (_, word) in words(text) {
            let is_known = WORDS.iter().any(|pairs| other(pairs, word).is_some());
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            if !is_known && !is_number && !types.contains(&word) && types.len() < TYPES {
                types.push(word);
            }
        }
        for ty in types {
            for other in self.other_types(subject, ty, ty == result) {
                for it in &subject.notations {
                    let to = |_, word| (word == ty).then_some(other.as_str());
                    let Some(mut rest) = with_words(&it.rest, &to) else {
                        continue;
                    };
                    if ast.param(ty).is_some() {
                        rest = rest.replacen(&format!("{ty}:Type"), &format!("{other}:Type"), 1);
                    }
                    let text = (subject.name, rest.as_str());
                    let found = self.gives(subject.written, text, it.brackets, &|| {
                        vec![Difference::same(format!("with `{other}` for `{ty}`"))]
                    });
                    if found.is_some() {
                        self.renamed.insert(ty.to_owned(), other);
                        return found;
                    }
                }
            }
        }
        None
    }

    /// Returns other names that a type may have had: in other styles, with fewer words, and after its
    /// constructor.
    fn other_types(&self, subject: &Subject<'_, 's>, ty: &str, is_result: bool) -> Vec<String> {
        let mut all = restyled(ty);
        if let Some(param) = subject.combinator.ast.param(ty) {
            all.extend(["X", "T", "t"].map(str::to_owned));
            all.retain(|other| other != param.name.value);
            return all;
        }
        if let Some(name) = self.renamed.get(ty) {
            all.insert(0, name.clone());
        }
        let (namespace, word) = in_namespace(ty);
        let mut named = Vec::new();
        for (first, last) in splits(word) {
            named.push(first.to_owned());
            named.push(last.to_owned());
        }
        let (own_namespace, name) = in_namespace(subject.name);
        if is_result {
            named.extend(restyled(name));
            named.extend(text::beginnings(name));
        } else {
            for field in subject.combinator.ast.fields() {
                let text = print::field(field);
                let is_of_type = words(&text).iter().any(|(_, word)| *word == ty);
                if let (Some(name), true) = (field.name, is_of_type) {
                    named.extend(text::endings(name.value));
                }
            }
        }
        named.push(match word.strip_suffix('s') {
            Some(singular) => singular.to_owned(),
            None => format!("{word}s"),
        });
        if namespace.is_empty() && !own_namespace.is_empty() {
            all.push(format!("{own_namespace}{word}"));
        }
        for name in named {
            let other = format!("{namespace}{name}");
            if !name.is_empty() && !all.contains(&other) {
                all.push(other);
            }
        }
        all.retain(|other| other != ty);
        all
    }

    /// Tries fewer fields: `liteServer.transactionId` has the id from before a field was added.
    fn fewer_fields(&mut self, subject: &Subject<'_, 's>) -> Option<Reason> {
        let ast = subject.combinator.ast;
        let Body::Fields(fields) = &ast.body else {
            return None;
        };
        for count in 1..=fields.len().min(LAST) {
            let (kept, dropped) = fields.split_at_checked(fields.len() - count)?;
            let found = self.without(subject, kept, &|| match dropped {
                [last] => format!("its last field {}", called(last)),
                _ => {
                    let names: Vec<String> = dropped.iter().map(called).collect();
                    format!("its last fields {}", names.join(", "))
                }
            });
            if found.is_some() {
                return found;
            }
        }
        for (index, dropped) in fields.iter().enumerate().take(EACH) {
            let mut kept = fields.clone();
            kept.remove(index);
            let found = self.without(subject, &kept, &|| format!("its field {}", called(dropped)));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn without(
        &mut self,
        subject: &Subject<'_, 's>,
        kept: &[Field<'_>],
        dropped: &dyn Fn() -> String,
    ) -> Option<Reason> {
        let shorter = ast::Combinator {
            body: Body::Fields(kept.to_vec()),
            ..subject.combinator.ast.clone()
        };
        let without = || vec![Difference::own(format!("without {}", dropped()))];
        text::canonical(&shorter).iter().find_map(|it| {
            let text = (subject.name, it.rest.as_str());
            self.gives(subject.written, text, it.brackets, &without)
        })
    }
}

/// Tries the known ids: every peer knows `gzip_packed#3072cfa1`, which is the CRC32 of no text.
fn known(subject: &Subject<'_, '_>) -> Option<Reason> {
    let is_known = KNOWN.contains(&(subject.name, subject.written));
    is_known.then(|| Reason {
        note: Some("peers know only this id, whatever the text says"),
        ..Reason::chosen(format!(
            "the id of `{}` in Telegram's protocol",
            subject.name
        ))
    })
}

/// Tries the known ids of other names: `true#997275b5 = Bool` and `gzipPacked#3072cfa1` have other names there.
fn other_known(written: u32) -> Option<Reason> {
    let find = |id| KNOWN.iter().find(|(_, known)| *known == id);
    if let Some((name, _)) = find(written) {
        let text = format!("the id of `{name}` in Telegram's protocol");
        return Some(Reason::chosen(text));
    }
    find(written.swap_bytes()).map(|(_, known)| in_reverse(*known))
}

/// Returns the reason for an id that only differs in its byte order.
fn in_reverse(number: u32) -> Reason {
    Reason {
        text: format!("the id with its bytes in reverse order: as a number it is {number:08x}"),
        common: Some("the id with its bytes in reverse order".to_owned()),
        note: None,
        way_out: WayOut::ReplaceBy(number),
    }
}

fn reason(differences: &[Difference], reversed: bool, is_slip: bool) -> Reason {
    let end = if reversed {
        ", its bytes in reverse"
    } else {
        ""
    };
    let (mut texts, mut common) = (Vec::new(), Vec::new());
    for it in differences {
        texts.push(it.text.as_str());
        common.extend(it.common.as_deref());
    }
    let join = |parts: &[&str]| format!("the id of the same text {}{end}", parts.join(" and "));
    Reason {
        text: join(&texts),
        // If one part is not common, nothing is.
        common: (common.len() == texts.len()).then(|| join(&common)),
        note: None,
        way_out: if is_slip {
            WayOut::Replace
        } else {
            WayOut::Keep
        },
    }
}

/// Returns ``` `flags:#` for `flags:int` ```, for a word at a place.
fn in_field(text: &str, at: usize, (from, to): (&str, &str)) -> String {
    let before = text.get(..at).unwrap_or_default();
    let field = before.rsplit(' ').next().unwrap_or_default();
    format!("`{field}{to}` for `{field}{from}`")
}

/// Returns ``` `long` for `int` and `int` for `Int` ```, in the order of the pairs.
fn for_each_other(pairs: &[(&str, &str)], used: &[&(&str, &str)]) -> String {
    let mut words = Vec::new();
    for pair in pairs {
        if used.contains(&pair) {
            words.push(format!("`{}` for `{}`", pair.1, pair.0));
        }
    }
    words.join(" and ")
}

/// Returns `_layer216` for `message_layer216`.
fn layer(name: &str) -> Option<&str> {
    name.get(without_layer(name)?.len()..)
}

/// Returns the word that replaces `word`.
fn other<'t>(pairs: &[(&str, &'t str)], word: &str) -> Option<&'t str> {
    let pair = pairs.iter().find(|(from, _)| *from == word)?;
    Some(pair.1)
}

fn called(field: &Field<'_>) -> String {
    format!("`{}`", field.name.map_or("_", |name| name.value))
}
