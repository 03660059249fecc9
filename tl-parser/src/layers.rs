//! Splits files into layers: by the number of each file, or by the blocks in it.
//!
//! ```text
//! ===8===
//! message random_id:long text:string = Message;
//! ===17===
//! message random_id:long ttl:int text:string = Message;
//! ```
//!
//! A block declares what its layer adds, and repeats what it changes. TDLib's `secret_api.tl` marks blocks
//! with comments, `// layer 23`, and distinguishes a declaration from its successor by a number: `message8`
//! is the `message` of the block of layer 8.

use crate::sorted::{Map, Set};
use crate::source::{FileId, Spanned};
use crate::syntax::ast::{Declaration, Program, Section};

/// A layer: the files of its schema, each with its declarations for the layer.
#[derive(Debug)]
pub struct Layer<'s> {
    /// `190`.
    pub number: u32,
    /// The files.
    pub programs: Vec<Program<'s>>,
}

/// The numbers of files with one layer each.
#[derive(Debug, Clone, Default)]
pub struct LayerNumbers {
    /// Numbers that were given.
    pub given: Map<FileId, u32>,
    /// Numbers in the names of the files: a comment `// LAYER 190` in the file takes precedence.
    pub by_name: Map<FileId, u32>,
}

/// Returns the layers of files, in order.
///
/// # Errors
/// If the layer of a file is unknown, given twice or too large, for the first such file; or if there are too many
/// layers.
pub fn layers<'s>(
    programs: Vec<Program<'s>>,
    numbers: &LayerNumbers,
) -> Result<Vec<Layer<'s>>, LayerError> {
    let mut by_number: Map<u32, Vec<Program<'s>>> = Map::default();
    let mut blocked = Vec::new();
    for mut program in programs {
        let given = numbers.given.get(&program.file).copied();
        let by_name = numbers.by_name.get(&program.file).copied();
        match (blocks(&program), given.or(program.layer).or(by_name)) {
            (Some(_), Some(_)) if given.is_some() => return Err(LayerError::Twice(program.file)),
            (Some(blocks), _) => {
                for number in blocks.iter().filter_map(|block| block.number) {
                    is_small(number, program.file)?;
                    by_number.or_default(number);
                }
                blocked.push(Blocked::new(program, &blocks));
            }
            (None, Some(number)) => {
                is_small(number, program.file)?;
                program.layer = Some(number);
                // A comment that contradicts the given number stays for the lint.
                program
                    .layer_comments
                    .retain(|it| given.is_some() && it.value != number);
                program.layer_marks.clear();
                by_number.or_default(number).push(program);
            }
            (None, None) => return Err(LayerError::Unknown(program.file)),
        }
    }
    let numbers: Vec<u32> = by_number.keys().copied().collect();
    let last = by_number.values().flatten().map(|it| it.file).max();
    are_few(&numbers, &blocked, last)?;
    let layers = by_number.into_iter().map(|(number, mut programs)| {
        programs.extend(blocked.iter().map(|it| it.part(number)));
        Layer { number, programs }
    });
    Ok(layers.collect())
}

/// Returns the layers of files, if some have marks such as `===8===`; files without marks belong to every
/// layer. If no file has marks, all belong to one layer, with the number 0.
///
/// # Errors
/// If there are too many layers.
pub fn marked_layers(programs: Vec<Program<'_>>) -> Result<Vec<Layer<'_>>, LayerError> {
    let is_marked = |it: &Program<'_>| it.layer_marks.iter().any(|mark| !mark.in_comment);
    if !programs.iter().any(is_marked) {
        let number = 0;
        return Ok(vec![Layer { number, programs }]);
    }
    let mut numbers = Set::default();
    let mut blocked = Vec::with_capacity(programs.len());
    for program in programs {
        let blocks = is_marked(&program).then(|| blocks(&program)).flatten();
        // A file without marks belongs to every layer.
        let blocks = blocks.unwrap_or_else(|| vec![Block::OF_ALL]);
        numbers.extend(blocks.iter().filter_map(|it| it.number));
        blocked.push(Blocked::new(program, &blocks));
    }
    let numbers: Vec<u32> = numbers.iter().copied().collect();
    are_few(&numbers, &blocked, None)?;
    let layer = |number| Layer {
        number,
        programs: blocked.iter().map(|it| it.part(number)).collect(),
    };
    Ok(numbers.into_iter().map(layer).collect())
}

/// Checks that the number of a layer is an `int`, as peers send it.
fn is_small(number: u32, file: FileId) -> Result<(), LayerError> {
    i32::try_from(number).map_or(Err(LayerError::TooLarge(file)), |_| Ok(()))
}

/// The maximum number of layers. Telegram's API has some 230.
const MOST_LAYERS: usize = 1_000;

/// The maximum number of declarations and comments in all layers together. Each layer has those of all
/// earlier ones, so without a limit a file of a megabyte could take all memory. Telegram's API has half a
/// million.
const MOST_IN_ALL: usize = 2_000_000;

/// Checks these limits; `last` is the last file with a single layer.
fn are_few(
    numbers: &[u32],
    blocked: &[Blocked<'_>],
    last: Option<FileId>,
) -> Result<(), LayerError> {
    let sizes = blocked.iter().map(|it| (it.size(numbers), it.program.file));
    let size: usize = sizes.clone().map(|(size, _)| size).sum();
    match sizes.max().map(|(_, largest)| largest).or(last) {
        Some(file) if numbers.len() > MOST_LAYERS || size > MOST_IN_ALL => {
            Err(LayerError::TooMany(file))
        }
        _ => Ok(()),
    }
}

/// An error in the layers of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerError {
    /// The layer of the file is unknown.
    Unknown(FileId),
    /// The file has layer marks, and was given a number too.
    Twice(FileId),
    /// The number of a layer in the file is more than 2,147,483,647.
    TooLarge(FileId),
    /// There are more than 1,000 layers, or more than 2,000,000 declarations and comments in all of them. The
    /// file has most of these, or is the last one.
    TooMany(FileId),
}

/// A block of a file.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// `None` for declarations before the first mark whose layer is unknown: they belong to all layers.
    number: Option<u32>,
    /// Where it begins.
    start: u32,
}

impl Block {
    const OF_ALL: Block = Block {
        number: None,
        start: 0,
    };
}

/// Returns the blocks of a file that has several layers.
fn blocks(program: &Program<'_>) -> Option<Vec<Block>> {
    let mut marks: Vec<Spanned<u32>> = program.layer_marks.iter().map(|it| it.layer).collect();
    if marks.is_empty() {
        marks = commented_marks(program);
    }
    let first = marks.first()?;
    let begin = |it: &Declaration<'_>| it.span.start < first.span.start;
    let leading: Vec<_> = program.declarations.iter().filter(|it| begin(it)).collect();
    let mut blocks = Vec::with_capacity(1 + marks.len());
    if !leading.is_empty() {
        blocks.push(Block {
            number: program
                .layer
                .or_else(|| number_in_names(&leading, first.value)),
            start: 0,
        });
    }
    blocks.extend(marks.iter().map(|mark| Block {
        number: Some(mark.value),
        start: mark.span.start,
    }));
    Some(blocks)
}

/// Returns the marks `// layer 23` if the file has several such comments, or one after declarations.
fn commented_marks(program: &Program<'_>) -> Vec<Spanned<u32>> {
    let marks = program.comments.iter().filter(|comment| comment.own_line);
    let marks = marks.filter_map(|comment| {
        let text = comment.text.trim().to_ascii_lowercase();
        let value = text.strip_prefix("layer ")?.trim().parse().ok()?;
        let span = comment.span;
        Some(Spanned { value, span })
    });
    let marks: Vec<Spanned<u32>> = marks.collect();
    let first = program.declarations.first();
    let is_several = match (marks.as_slice(), first) {
        ([], _) | (_, None) => false,
        // `// LAYER 230` is about the whole file, wherever it is.
        ([only], Some(first)) => program.layer.is_none() && first.span.start < only.span.start,
        (marks, Some(_)) => marks.windows(2).any(|two| match two {
            [one, next] => one.value < next.value,
            _ => false,
        }),
    };
    if is_several { marks } else { Vec::new() }
}

/// Returns `8` if names before the block of layer 23 end with it: `message8`.
fn number_in_names(declarations: &[&Declaration<'_>], next: u32) -> Option<u32> {
    let names = declarations
        .iter()
        .filter_map(|it| Some(it.combinator()?.name.value));
    let numbers = names.filter_map(|name| name.get(base(name).len()..)?.parse().ok());
    let numbers: Vec<u32> = numbers.filter(|number| *number < next).collect();
    let mut counts: Map<u32, usize> = Map::default();
    for number in &numbers {
        *counts.or_default(*number) += 1;
    }
    let is_common = |number: &&u32| counts.get(number).is_some_and(|&count| count > 1);
    numbers.iter().find(is_common).copied()
}

/// Returns the name without the digits at its end.
fn base(name: &str) -> &str {
    name.trim_end_matches(|last: char| last.is_ascii_digit())
}

/// A file, and the layer of each declaration; `None` for one that belongs to all layers.
struct Blocked<'s> {
    program: Program<'s>,
    numbers: Vec<Option<u32>>,
}

impl<'s> Blocked<'s> {
    fn new(program: Program<'s>, blocks: &[Block]) -> Self {
        let number = |declaration: &Declaration<'_>| {
            let after = blocks.partition_point(|block| block.start <= declaration.span.start);
            let block = after.checked_sub(1).and_then(|at| blocks.get(at));
            block.map_or(Some(0), |block| block.number)
        };
        let numbers = program.declarations.iter().map(number).collect();
        Self { program, numbers }
    }

    /// Returns the number of declarations and comments in these layers, all together.
    fn size(&self, layers: &[u32]) -> usize {
        let from = |number: &Option<u32>| match *number {
            Some(number) => layers.len() - layers.partition_point(|&layer| layer < number),
            None => layers.len(),
        };
        let declarations: usize = self.numbers.iter().map(from).sum();
        declarations + layers.len() * self.program.comments.len()
    }

    /// Returns the file with the declarations of a layer: for each name, the one in the last block up to this
    /// layer.
    fn part(&self, layer: u32) -> Program<'s> {
        let Self { program, numbers } = self;
        let mut declared: Vec<Declaration<'s>> = Vec::new();
        let mut places: Map<(Section, &'s str), (Option<u32>, usize)> = Map::default();
        let all = program.declarations.iter().zip(numbers);
        for (declaration, &number) in all.filter(|(_, number)| number.is_none_or(|it| it <= layer))
        {
            let Some(combinator) = declaration.combinator() else {
                declared.push(declaration.clone());
                continue;
            };
            let name = combinator.name.value;
            // `message8` of layer 8 is the `message` of that layer.
            let short = base(name);
            let ends_so = number.is_some_and(|it| name.get(short.len()..) == Some(&it.to_string()));
            let name = if ends_so { short } else { name };
            let place = (number, declared.len());
            match places.insert((declaration.section, name), place) {
                Some((before, at)) if before != number => {
                    if let Some(before) = declared.get_mut(at) {
                        *before = declaration.clone();
                    }
                    places.insert((declaration.section, name), (number, at));
                }
                Some(_) | None => declared.push(declaration.clone()),
            }
        }
        Program {
            declarations: declared,
            layer: Some(layer),
            layer_comments: Vec::new(),
            layer_marks: Vec::new(),
            ..program.clone()
        }
    }
}

#[cfg(test)]
mod tests;
