#include "course/kept_file.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <sys/stat.h>
#include <system_error>

namespace ipclab::course {

void KeptFile::read(const std::function<bool(const std::string& text)>& understand) {
  struct stat info {};
  if (::stat(file_.c_str(), &info) != 0) return;
  const auto text = S_ISREG(info.st_mode) ? posix::read_file(file_.string(), 16U << 20) : std::nullopt;
  if (!text && S_ISREG(info.st_mode)) {
    note_ = file_.string() + " cannot be read, so this run's " + what_ + " is not kept";
    keep_ = false;
  } else if (!text || !understand(*text)) put_aside();
}

void KeptFile::put_aside() {
  for (int number = 1; number < 1000; ++number) {
    const std::string aside = file_.string() + ".damaged-" + std::to_string(number);
    if (std::filesystem::exists(std::filesystem::symlink_status(aside))) continue;
    std::error_code trouble;
    std::filesystem::rename(file_, aside, trouble);
    note_ = file_.string() + " was damaged; it is kept as " + aside + ", and " + what_ + " starts anew";
    if (trouble) {
      note_ = file_.string() + " is damaged and cannot be moved aside (" + trouble.message() + "), so this run's " + what_ + " is not kept";
      keep_ = false;
    }
    return;
  }
}

void KeptFile::write(const std::string& text) const {
  if (!keep_) return;
  std::error_code trouble;
  std::filesystem::create_directories(file_.parent_path(), trouble);
  if (trouble) throw posix::Error("mkdir", file_.parent_path().string(), trouble.value());
  posix::replace_file(file_.string(), text);
}

}  // namespace ipclab::course
