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
#[tl(
    "user#938458c1 flags:# self:flags.10?true contact:flags.11?true \
     mutual_contact:flags.12?true deleted:flags.13?true bot:flags.14?true \
     bot_chat_history:flags.15?true bot_nochats:flags.16?true verified:flags.17?true \
     restricted:flags.18?true min:flags.20?true bot_inline_geo:flags.21?true \
     support:flags.23?true scam:flags.24?true apply_min_photo:flags.25?true id:int \
     access_hash:flags.0?long first_name:flags.1?string last_name:flags.2?string \
     username:flags.3?string phone:flags.4?string photo:flags.5?UserProfilePhoto \
     status:flags.6?UserStatus bot_info_version:flags.14?int \
     restriction_reason:flags.18?Vector<RestrictionReason> \
     bot_inline_placeholder:flags.19?string lang_code:flags.22?string = User;"
)]
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
    photo: Option<crate::golden::derived::UserProfilePhoto>,
    status: Option<crate::golden::derived::UserStatusOnline>,
    bot_info_version: Option<i32>,
    restriction_reason: Option<Vec<crate::golden::derived::RestrictionReason>>,
    bot_inline_placeholder: Option<Cow<'a, str>>,
    lang_code: Option<&'a str>,
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
