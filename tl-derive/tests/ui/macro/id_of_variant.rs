#[derive(tl_runtime::TlObject)]
enum InputPhoto {
    #[tl("inputPhotoEmpty#1cd7bf0e = InputPhoto;")]
    Empty,
}
