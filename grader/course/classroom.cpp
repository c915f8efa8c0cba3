#include "course/classroom.hpp"

#include "course/selection.hpp"
#include "course/source.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace ipclab::course {
namespace {

// Not against forgery: FNV-1a, 64 bits.
class Digest {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) add_byte(static_cast<unsigned char>(byte));
    add_byte(0);  // "ab", "c" is not "a", "bc"
  }
  [[nodiscard]] std::string text() const {
    std::array<char, 17> hex{};
    std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(state_));
    return hex.data();
  }

 private:
  void add_byte(unsigned char byte) { state_ = (state_ ^ byte) * 1099511628211ULL; }
  std::uint64_t state_ = 14695981039346656037ULL;
};

std::string encoded(const std::string& name, bool all_above_ascii) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    const bool leading = i == 0 && (byte == '.' || byte == '-');
    if (byte >= 0x20 && byte != 0x7f && byte != '%' && byte != '/' && !leading && (byte < 0x80 || !all_above_ascii)) {
      text += name[i];
      continue;
    }
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    text += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return text;
}

bool is_there(const fs::path& path, struct stat& info) { return ::lstat(path.c_str(), &info) == 0; }

Student student_in(const fs::path& folder, const std::string& name, const Catalog& catalog) {
  Student student{name, key_of(name), folder / name};
  struct stat info {};
  if (!is_there(student.folder, info)) student.trouble = "cannot be read: " + std::string(std::strerror(errno));
  else if (S_ISLNK(info.st_mode)) student.trouble = "is a symbolic link, which the grader does not follow";
  else if (::access(student.folder.c_str(), R_OK | X_OK) != 0) student.trouble = "cannot be read: " + std::string(std::strerror(errno));
  if (!student.trouble.empty()) return student;
  // A link or a file in the place of a lab counts as handed in: what is wrong with it is said of each program.
  for (const Lab& lab : catalog.labs())
    if (is_there(student.folder / lab.id, info)) student.labs.push_back(lab.id);
  std::error_code trouble;
  fs::directory_iterator entries(student.folder, trouble);
  for (; !trouble && entries != fs::directory_iterator(); entries.increment(trouble)) {
    const std::string other = entries->path().filename().string();
    if (entries->is_directory(trouble) && std::find(student.labs.begin(), student.labs.end(), other) == student.labs.end()) student.others.push_back(other);
  }
  std::sort(student.others.begin(), student.others.end());
  return student;
}

// "" when it may be a student, else what it is.
std::string no_student(const fs::directory_entry& entry) {
  std::error_code trouble;
  if (entry.is_directory(trouble)) return {};  // also through a link: a student who cannot be graded, and is told so
  return "is no folder";
}

}  // namespace

std::string key_of(const std::string& name) {
  constexpr std::size_t kLongest = 230, kKept = 200;  // room for an ending, and for that of a temporary file
  std::string key = encoded(name, !is_utf8(name));
  if (key.size() <= kLongest) return key;
  key = encoded(name, true).substr(0, kKept);
  if (const auto percent = key.rfind('%'); percent + 2 >= key.size() && percent != std::string::npos) key.resize(percent);
  Digest digest;
  digest.add(name);
  return key + "%~" + digest.text();
}

Classroom read_class(const fs::path& folder, const Catalog& catalog) {
  Classroom room;
  std::error_code trouble;
  room.folder = fs::canonical(folder, trouble);
  if (trouble) throw posix::Error("CLASS", folder.string(), trouble.value());
  if (!fs::is_directory(room.folder, trouble)) throw posix::Error("CLASS", folder.string(), ENOTDIR);
  fs::directory_iterator entries(room.folder, trouble);
  for (; !trouble && entries != fs::directory_iterator(); entries.increment(trouble)) {
    const std::string name = entries->path().filename().string();
    if (const std::string what = no_student(*entries); !what.empty()) {
      room.left_out.push_back(name + " " + what);
      continue;
    }
    Student student = student_in(room.folder, name, catalog);
    if (name.front() == '.' && student.labs.empty()) room.left_out.push_back(name + " is a hidden folder without a lab");
    else room.students.push_back(std::move(student));
  }
  if (trouble) throw posix::Error("CLASS", folder.string(), trouble.value());
  std::sort(room.students.begin(), room.students.end(), [](const Student& a, const Student& b) { return a.name < b.name; });
  std::sort(room.left_out.begin(), room.left_out.end());
  return room;
}

std::string why_nothing(const Student& student, const Lab& lab, const Catalog& catalog) {
  std::vector<std::string> ids;
  for (const Lab& one : catalog.labs()) ids.push_back(one.id);
  for (const std::string& other : student.others) {
    for (const Step& step : lab.steps)
      if (step.folder == other) return "nothing handed in; " + other + "/ belongs into a folder " + lab.id + "/";
    if (nearest(other, ids) == lab.id) return "nothing handed in; " + other + "/ is no lab: is it " + lab.id + "/?";
  }
  return "nothing handed in";
}

HandedIn handed_in(const fs::path& folder, const std::vector<const Lab*>& labs) {
  HandedIn all;
  Digest digest;
  for (const Lab* lab : labs)
    for (const Step& step : lab->steps)
      for (const std::string& file : step.own) {
        const std::string name = lab->id + "/" + file;
        const Source source = read_source(folder, name);
        digest.add(name);
        digest.add(source.trouble);
        digest.add(source.text);
        struct stat info {};
        if (source.trouble.empty() && is_there(folder / name, info)) all.newest = std::max(all.newest.value_or(0), std::int64_t{info.st_mtim.tv_sec});
      }
  all.digest = digest.text();
  return all;
}

}  // namespace ipclab::course
