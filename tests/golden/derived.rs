//! The golden pair without a schema, as a person would write it by hand: only the necessary parts.

use tl_runtime::TlObject;

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "photos.updateProfilePhoto#72d4742c id:InputPhoto = photos.Photo;",
    function,
    response = Photos
)]
pub(crate) struct UpdateProfilePhoto {
    pub id: InputPhoto,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(type = "InputPhoto")]
pub(crate) enum InputPhoto {
    #[tl("inputPhotoEmpty#1cd7bf0d = InputPhoto;")]
    Empty,
    Photo(InputPhotoData),
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;")]
pub(crate) struct InputPhotoData {
    pub id: i64,
    pub access_hash: i64,
    pub file_reference: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;")]
pub(crate) struct Photos {
    pub photo: Photo,
    pub users: Vec<User>,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "photo#fb197a65 flags:# has_stickers:flags.0?true id:long access_hash:long \
     file_reference:bytes date:int sizes:Vector<PhotoSize> \
     video_sizes:flags.1?Vector<VideoSize> dc_id:int = Photo;"
)]
pub(crate) struct Photo {
    pub has_stickers: bool,
    pub id: i64,
    pub access_hash: i64,
    pub file_reference: Vec<u8>,
    pub date: i32,
    pub sizes: Vec<PhotoSize>,
    pub video_sizes: Option<Vec<VideoSize>>,
    pub dc_id: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photoSize#77bfb61b type:string location:FileLocation w:int h:int size:int = PhotoSize;")]
pub(crate) struct PhotoSize {
    pub r#type: String,
    pub location: FileLocation,
    pub w: i32,
    pub h: i32,
    pub size: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "videoSize#e831c556 flags:# type:string location:FileLocation w:int h:int size:int \
     video_start_ts:flags.0?double = VideoSize;"
)]
pub(crate) struct VideoSize {
    pub r#type: String,
    pub location: FileLocation,
    pub w: i32,
    pub h: i32,
    pub size: i32,
    pub video_start_ts: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("fileLocationToBeDeprecated#bc7fc6cd volume_id:long local_id:int = FileLocation;")]
pub(crate) struct FileLocation {
    pub volume_id: i64,
    pub local_id: i32,
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
pub(crate) struct User {
    pub self_: bool,
    pub contact: bool,
    pub mutual_contact: bool,
    pub deleted: bool,
    pub bot: bool,
    pub bot_chat_history: bool,
    pub bot_nochats: bool,
    pub verified: bool,
    pub restricted: bool,
    pub min: bool,
    pub bot_inline_geo: bool,
    pub support: bool,
    pub scam: bool,
    pub apply_min_photo: bool,
    pub id: i32,
    pub access_hash: Option<i64>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub username: Option<String>,
    pub phone: Option<String>,
    pub photo: Option<UserProfilePhoto>,
    pub status: Option<UserStatusOnline>,
    pub bot_info_version: Option<i32>,
    pub restriction_reason: Option<Vec<RestrictionReason>>,
    pub bot_inline_placeholder: Option<String>,
    pub lang_code: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "userProfilePhoto#69d3ab26 flags:# has_video:flags.0?true photo_id:long \
     photo_small:FileLocation photo_big:FileLocation dc_id:int = UserProfilePhoto;"
)]
pub(crate) struct UserProfilePhoto {
    pub has_video: bool,
    pub photo_id: i64,
    pub photo_small: FileLocation,
    pub photo_big: FileLocation,
    pub dc_id: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("userStatusOnline#edb93949 expires:int = UserStatus;")]
pub(crate) struct UserStatusOnline {
    pub expires: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("restrictionReason#d072acb4 platform:string reason:string text:string = RestrictionReason;")]
pub(crate) struct RestrictionReason {
    pub platform: String,
    pub reason: String,
    pub text: String,
}
