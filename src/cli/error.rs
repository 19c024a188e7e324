//! What ends a command early, and the exit codes.

use std::process::ExitCode;

use crate::repo::{RepoError, vietnamese};

/// The job was done.
pub(super) const DONE: u8 = 0;
/// Errors were found in plan or logs, or something is overdue and `--exit-code` was given.
pub(super) const FOUND: u8 = 1;
/// The job could not be done: usage, files, git.
pub(super) const FAILED: u8 = 2;

/// What ends a command early.
#[derive(Debug)]
pub(super) enum CliError {
    /// The command line asks for what cannot be.
    Usage(String),
    /// Errors in plan or logs; they were shown already.
    Findings,
    /// What is to be recorded contradicts plan or logs.
    Refused(String),
    /// Anything that stops the program.
    Stopped(anyhow::Error),
    /// The result cannot be written to stdout.
    Output(std::io::Error),
}

impl CliError {
    /// The command line asks for what cannot be.
    #[must_use]
    pub(super) const fn usage(message: String) -> Self {
        Self::Usage(message)
    }

    /// The exit code, and what is left to say.
    #[must_use]
    pub(super) fn report(&self) -> (ExitCode, Option<String>) {
        match self {
            Self::Usage(message) => (ExitCode::from(FAILED), Some(format!("lỗi: {message}"))),
            Self::Findings => {
                let message =
                    "lỗi: dừng lại vì dữ liệu có lỗi ở trên; sửa rồi chạy lại, hoặc xem «kstthc check».";
                (ExitCode::from(FOUND), Some(message.to_owned()))
            }
            Self::Refused(message) => (ExitCode::from(FOUND), Some(format!("lỗi: {message}"))),
            Self::Stopped(error) => (ExitCode::from(FAILED), Some(stopped(error))),
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                (ExitCode::from(DONE), None)
            }
            Self::Output(error) => {
                (ExitCode::from(FAILED), Some(format!("lỗi: không in được kết quả: {}.", vietnamese(error))))
            }
        }
    }
}

/// The error and how to mend it.
fn stopped(error: &anyhow::Error) -> String {
    let hint = match error.downcast_ref::<RepoError>() {
        Some(RepoError::NoRepository { .. }) => {
            "\ngợi ý: chuyển đến thư mục có tệp kstthc.toml, hoặc chỉ nó bằng «-C THƯ-MỤC»."
        }
        Some(RepoError::UnknownRevision { shallow: true, .. }) => {
            "\ngợi ý: tải thêm lịch sử: «git fetch --unshallow», hoặc «git fetch --depth=1 origin NHÁNH» rồi dùng FETCH_HEAD; trong GitHub Actions đặt «fetch-depth: 0» cho actions/checkout."
        }
        Some(RepoError::UnknownRevision { .. }) => {
            "\ngợi ý: viết tên nhánh, thẻ hoặc mã commit mà «git log» biết, ví dụ HEAD~1 hoặc origin/main; nhánh ở máy chủ cần «git fetch» trước."
        }
        Some(RepoError::NotTrusted { .. }) => {
            "\ngợi ý: «git config --global --add safe.directory THƯ-MỤC», nếu bạn tin nguồn của thư mục này."
        }
        Some(RepoError::NotEmpty { .. }) => "\ngợi ý: chọn một thư mục mới: «kstthc init TÊN-THƯ-MỤC …».",
        Some(RepoError::InsideRepository { .. }) => {
            "\ngợi ý: chọn một thư mục bên ngoài kho ấy; thêm kế hoạch năm mới vào kho đã có thì dùng «kstthc new-year»."
        }
        Some(RepoError::Exists { .. }) => "\ngợi ý: thêm «--force» để thay tệp cũ, hoặc ghi ra tên khác.",
        Some(RepoError::NoGit { .. }) => "\ngợi ý: cài git (https://git-scm.com), rồi mở lại cửa sổ lệnh.",
        Some(RepoError::NotInGit { .. }) => {
            "\ngợi ý: «git init» trong thư mục có kstthc.toml để bắt đầu lưu lịch sử."
        }
        Some(RepoError::MergeInProgress { .. }) => {
            "\ngợi ý: «git status» cho biết còn gì phải làm; xong thì chạy lại, hoặc bỏ bằng «git merge --abort»."
        }
        Some(RepoError::DetachedHead { .. }) => {
            "\ngợi ý: «git switch TÊN-NHÁNH» để về nhánh làm việc, hoặc «git switch -c TÊN-MỚI» để giữ các sửa đổi ở nhánh mới."
        }
        Some(RepoError::NoIdentity) => {
            "\ngợi ý: «git config user.name \"Họ và tên\"» và «git config user.email TÊN@CƠ-QUAN.gov.vn», rồi chạy lại."
        }
        Some(RepoError::GitRefused { reason, .. }) if reason.contains("index.lock") => {
            "\ngợi ý: một lệnh git khác đang chạy; đợi nó xong. Nếu chắc chắn không còn lệnh nào, xóa tệp .git/index.lock."
        }
        Some(RepoError::ChangedMeanwhile { .. }) => "\ngợi ý: chạy lại lệnh; nó sẽ đọc bản mới của tệp.",
        Some(RepoError::Locked { .. }) => {
            "\ngợi ý: đợi lệnh kia xong, hoặc đóng cửa sổ đang chạy nó, rồi chạy lại."
        }
        Some(RepoError::NoLock { .. }) => {
            "\ngợi ý: kiểm tra thư mục có bị đặt chỉ đọc, hoặc xin quyền ghi từ người quản trị."
        }
        Some(RepoError::Unfinished { .. }) => {
            "\ngợi ý: đóng chương trình đang mở tệp rồi chạy lại; kstthc sẽ làm nốt, không mất dữ liệu."
        }
        Some(RepoError::UnknownJournal { .. }) => {
            "\ngợi ý: chạy lệnh bằng đúng bản kstthc mới nhất đã dùng ở đây."
        }
        _ => "",
    };
    format!("lỗi: {error:#}.{hint}")
}

impl<E: Into<anyhow::Error>> From<E> for CliError {
    fn from(error: E) -> Self {
        Self::Stopped(error.into())
    }
}
