#include "app/watch_files.hpp"

#include "posix/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/inotify.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

constexpr std::uint32_t kSaved = IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE;
constexpr std::uint32_t kLost = IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW | IN_UNMOUNT;

bool is_own(const course::Step& step, const std::string& file) {
  return std::find(step.own.begin(), step.own.end(), file) != step.own.end();
}

}  // namespace

SavedFiles::SavedFiles(const course::Catalog& catalog) : catalog_(catalog), fd_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (fd_.open()) add_all();
  else trouble_ = posix::Error("inotify_init1").what();
}

void SavedFiles::add_all() {
  add("");
  for (const course::Lab& lab : catalog_.labs()) {
    add(lab.id);
    for (const course::Step& step : lab.steps) add(fs::path(lab.id) / step.folder);
  }
}

// A folder that is watched already stays so; one that is not there yet is added when its parent tells of it.
void SavedFiles::add(const fs::path& folder) {
  const std::string path = (catalog_.root() / "labs" / folder).string();
  const int watch = ::inotify_add_watch(fd_.get(), path.c_str(), kSaved | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
  if (watch >= 0) folders_[watch] = folder;
  else if (errno != ENOENT && errno != ENOTDIR && trouble_.empty()) trouble_ = posix::Error("inotify_add_watch", path).what();
}

void SavedFiles::note(const std::string& name, Saved& saved) const {
  for (const course::Lab& lab : catalog_.labs())
    for (const course::Step& step : lab.steps) {
      if (!name.starts_with(lab.id + "/") || !is_own(step, name.substr(lab.id.size() + 1))) continue;
      const Position at{&lab, &step};
      saved.steps.erase(std::remove(saved.steps.begin(), saved.steps.end(), at), saved.steps.end());
      saved.steps.push_back(at);
    }
}

SavedFiles::Saved SavedFiles::take() {
  Saved saved;
  alignas(inotify_event) std::array<char, 16384> buffer;
  for (;;) {
    const ssize_t got = ::read(fd_.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    for (const char* at = buffer.data(); at < buffer.data() + got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      at += sizeof(inotify_event) + event->len;
      const bool folder = (event->mask & IN_ISDIR) != 0;
      if ((event->mask & kLost) != 0 || (folder && (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0)) saved.unsure = true;
      const auto known = folders_.find(event->wd);
      if (known == folders_.end()) continue;
      if ((event->mask & IN_IGNORED) != 0) folders_.erase(known);
      else if ((event->mask & kSaved) != 0 && !folder && event->len > 0) note((known->second / event->name).string(), saved);
    }
  }
  if (saved.unsure) add_all();
  return saved;
}

}  // namespace ipclab::app
