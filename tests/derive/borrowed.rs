//! The golden pair, borrowed from its bytes.

use std::borrow::Cow;

use tl_runtime::TlObject;

use crate::golden::{REQUEST, RESPONSE, bytes};

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "photos.updateProfilePhoto#72d4742c id:InputPhoto = photos.Photo;",
    response = crate::golden::derived::Photos
)]
struct UpdateProfilePhoto<'a> {
    id: InputPhoto<'a>,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
enum InputPhoto<'a> {
    #[tl("inputPhotoEmpty#1cd7bf0d = InputPhoto;")]
    Empty,
    #[tl("inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;")]
    Photo {
        id: i64,
        access_hash: i64,
        file_reference: &'a [u8],
    },
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;")]
struct PhotosPhoto<'a> {
    photo: Photo<'a>,
    users: Vec<User<'a>>,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "photo#fb197a65 flags:# has_stickers:flags.0?true id:long access_hash:long \
     file_reference:bytes date:int sizes:Vector<PhotoSize> \
     video_sizes:flags.1?Vector<VideoSize> dc_id:int = Photo;"
)]
struct Photo<'a> {
    has_stickers: bool,
    id: i64,
    access_hash: i64,
    file_reference: Cow<'a, [u8]>,
    date: i32,
    sizes: Vec<PhotoSize<'a>>,
    video_sizes: Option<Vec<crate::golden::derived::VideoSize>>,
    dc_id: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photoSize#77bfb61b type:string location:FileLocation w:int h:int size:int = PhotoSize;")]
struct PhotoSize<'a> {
    #[tl(rename = "type")]
    kind: &'a str,
    location: crate::golden::derived::FileLocation,
    w: i32,
    h: i32,
    size: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(schema = "../schemas/photos.tl", name = "user")]
struct User<'a> {
    #[tl(rename = "self")]
    me: bool,
    contact: bool,
    mutual_contact: bool,
    deleted: bool,
    bot: bool,
    bot_chat_history: bool,
    bot_nochats: bool,
    verified: bool,
    restricted: bool,
    min: bool,
    bot_inline_geo: bool,
    support: bool,
    scam: bool,
    apply_min_photo: bool,
    id: i32,
    access_hash: Option<i64>,
    first_name: Option<&'a str>,
    last_name: Option<&'a str>,
    username: Option<&'a str>,
    phone: Option<&'a str>,
    photo: Option<UserProfilePhoto>,
    status: Option<UserStatus>,
    bot_info_version: Option<i32>,
    restriction_reason: Option<Vec<crate::golden::derived::RestrictionReason>>,
    bot_inline_placeholder: Option<Cow<'a, str>>,
    lang_code: Option<&'a str>,
}

// The file has more constructors of these types, so they are enums, which leave the others out.
#[derive(Debug, Clone, PartialEq, TlObject)]
enum UserProfilePhoto {
    Photo(crate::golden::derived::UserProfilePhoto),
}

#[derive(Debug, Clone, PartialEq, TlObject)]
enum UserStatus {
    Online(crate::golden::derived::UserStatusOnline),
}

#[test]
fn a_request_borrows_from_its_bytes() {
    let input = bytes(REQUEST);
    let call: UpdateProfilePhoto<'_> = tl_runtime::from_bytes(&input).unwrap();
    let InputPhoto::Photo { file_reference, .. } = &call.id else {
        panic!("{call:?}")
    };
    assert!(input.as_ptr_range().contains(&file_reference.as_ptr()));
    assert_eq!(*file_reference, [0xde, 0xad, 0xbe, 0xef, 0x01]);
    assert_eq!(tl_runtime::to_bytes(&call).unwrap(), input);
}

#[test]
fn an_answer_borrows_from_its_bytes() {
    let input = bytes(RESPONSE);
    let answer: PhotosPhoto<'_> = tl_runtime::from_bytes(&input).unwrap();
    let name = answer.users[0].first_name.unwrap();
    assert_eq!(name, "Ada");
    assert!(input.as_ptr_range().contains(&name.as_ptr()));
    assert!(matches!(
        answer.photo.file_reference,
        Cow::Borrowed([0x01, 0x5f])
    ));
    assert_eq!(answer.photo.sizes[0].kind, "x");
    assert_eq!(tl_runtime::to_bytes(&answer).unwrap(), input);
}

#[test]
fn a_borrowed_string_must_be_utf8_and_one_that_may_be_a_copy_need_not() {
    #[derive(Debug, PartialEq, TlObject)]
    #[tl("pair one:string = Pair;")]
    struct Strict<'a>(&'a str);

    #[derive(Debug, PartialEq, TlObject)]
    #[tl("pair one:string = Pair;")]
    struct Lenient<'a>(Cow<'a, str>);

    let mut input = tl_runtime::to_bytes(&Strict("ab")).unwrap();
    input[6] = 0xff;
    let error = tl_runtime::from_bytes::<Strict<'_>>(&input).unwrap_err();
    assert_eq!(
        (error.kind, error.offset),
        (tl_runtime::codec::DecodeErrorKind::Utf8, 6)
    );
    let read: Lenient<'_> = tl_runtime::from_bytes(&input).unwrap();
    assert_eq!(read.0, "a\u{fffd}");
}
