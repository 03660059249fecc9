use tl_runtime::TlObject;

#[derive(TlObject)]
enum Style {
    #[tl("a.bold = a.Style;")]
    Bold,
    #[tl("a.plain = a.Style;")]
    Plain,
}

#[derive(TlObject)]
#[tl("a.field style:a.bold = a.Field;")]
struct Field {
    style: Style,
}

#[derive(TlObject)]
#[tl("a.element styles:Vector<a.bold> = a.Element;")]
struct Element {
    styles: Vec<Style>,
}

#[derive(TlObject)]
#[tl("a.perhaps flags:# style:flags.0?bold = a.Perhaps;")]
struct Perhaps {
    style: Option<Style>,
}

#[derive(TlObject)]
#[tl("a.number style:int = a.Number;")]
struct Number {
    style: Style,
}
