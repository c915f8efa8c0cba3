#include "world/leftovers.hpp"
#include "world/inventory.hpp"

#include "posix/fd.hpp"
#include "world/proc.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sstream>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

std::vector<std::string> open_descriptors(pid_t pid) {
  std::vector<std::string> open;
  const std::string folder = "/proc/" + std::to_string(pid) + "/fd";
  // numeric_entries leaves out 0, and 1 and 2 are the program's by right.
  for (const pid_t fd : numeric_entries(folder)) {
    if (fd <= 2) continue;
    const std::string entry = folder + "/" + std::to_string(fd);
    const auto target = posix::read_link(entry);
    struct stat link {};
    if (!target || ::lstat(entry.c_str(), &link) != 0) continue;
    const bool reads = (link.st_mode & S_IRUSR) != 0, writes = (link.st_mode & S_IWUSR) != 0;
    std::string end;
    if (target->starts_with("pipe:")) end = reads && writes ? "" : reads ? " (read end)" : " (write end)";
    open.push_back(std::to_string(fd) + " -> " + *target + end);
  }
  return open;
}

// Names in a folder that holds one kind of POSIX object, "." and ".." left out.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(folder.c_str()), ::closedir);
  if (directory == nullptr) return names;
  while (const dirent* entry = ::readdir(directory.get())) {
    const std::string entry_name = entry->d_name;
    if (entry_name != "." && entry_name != "..") names.push_back(entry_name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

uid_t owner_of(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 ? info.st_uid : 0;
}

std::string key_of(const LeftObject& object) { return object.kind + " " + object.name; }

void remove_object(const LeftObject& object) {
  const auto id_at = object.name.rfind(' ');
  const int id = id_at == std::string::npos ? -1 : std::atoi(object.name.c_str() + id_at);
  if (object.kind == "shm") ::shmctl(id, IPC_RMID, nullptr);
  else if (object.kind == "sem") ::semctl(id, 0, IPC_RMID);
  else if (object.kind == "msg") ::msgctl(id, IPC_RMID, nullptr);
  else ::unlink(object.name.c_str());
}

void find_files(const std::string& folder, std::vector<LeftObject>& found, int depth = 0) {
  if (depth > 8 || found.size() > 64) return;
  for (const std::string& entry : names_in(folder)) {
    const std::string path = folder + "/" + entry;
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) continue;
    if (S_ISDIR(info.st_mode)) find_files(path, found, depth + 1);
    else found.push_back({S_ISFIFO(info.st_mode) ? "fifo" : S_ISSOCK(info.st_mode) ? "socket" : "file", path, info.st_uid});
  }
}

// The table's lines after its heading: key, id, then what the kind has (proc(5), /proc/sysvipc).
void find_system_v(const std::string& kind, std::vector<LeftObject>& found) {
  std::istringstream table(posix::read_file("/proc/sysvipc/" + kind).value_or(""));
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::istringstream fields(line);
    long key = 0;
    int id = 0;
    uid_t uid = 0;
    fields >> key >> id;
    // From here on the kinds differ: sem has two fields before the owner's user id, shm and msg have five.
    for (int skipped = kind == "sem" ? 2 : 5; skipped > 0; --skipped) {
      std::string field;
      fields >> field;
    }
    fields >> uid;
    found.push_back({kind, "key " + key_words(static_cast<int>(key)) + ", id " + std::to_string(id), uid});
  }
}

}  // namespace

std::string key_words(int key) {
  std::ostringstream text;
  text << key << " = 0x" << std::hex << static_cast<unsigned>(key);
  return text.str();
}

std::vector<LeftProcess> left_processes(const std::vector<pid_t>& pids) {
  std::vector<LeftProcess> left;
  for (const pid_t pid : pids) {
    const auto stat = process_stat(pid);
    if (!stat || stat->state == 'X') continue;
    left.push_back({pid, stat->parent, stat->command, stat->state, open_descriptors(pid)});
  }
  return left;
}

std::vector<LeftObject> ipc_objects() {
  std::vector<LeftObject> found;
  for (const char* kind : {"shm", "sem", "msg"}) find_system_v(kind, found);
  for (const std::string& name : names_in("/dev/shm"))
    found.push_back({name.starts_with("sem.") ? "posix-sem" : "posix-shm", "/dev/shm/" + name, owner_of("/dev/shm/" + name)});
  for (const std::string& name : names_in("/dev/mqueue")) found.push_back({"posix-mq", "/dev/mqueue/" + name, owner_of("/dev/mqueue/" + name)});
  return found;
}

bool queues_can_be_seen() {
  constexpr long kQueues = 0x19800202;  // MQUEUE_MAGIC, statfs(2)
  struct statfs info {};
  return ::statfs("/dev/mqueue", &info) == 0 && info.f_type == kQueues;
}

std::vector<LeftObject> files_below(const std::string& folder) {
  std::vector<LeftObject> found;
  find_files(folder, found);
  return found;
}

NewObjects::NewObjects(std::optional<uid_t> owner) : owner_(owner) {
  for (const LeftObject& object : ipc_objects()) before_.insert(key_of(object));
}

std::vector<LeftObject> NewObjects::found() const {
  std::vector<LeftObject> objects = ipc_objects();
  std::erase_if(objects, [this](const LeftObject& object) { return before_.contains(key_of(object)) || (owner_ && object.owner != *owner_); });
  return objects;
}

void NewObjects::remove() const {
  for (const LeftObject& object : found()) remove_object(object);
}

void remove_all_objects_of(uid_t owner) {
  for (const LeftObject& object : ipc_objects())
    if (object.owner == owner) remove_object(object);
}

void end_descendants() {
  // A dying process may just have had a child: look again until there is none.
  for (;;) {
    for (const pid_t pid : descendants_of(::getpid())) ::kill(pid, SIGKILL);
    if (::waitpid(-1, nullptr, 0) < 0 && errno == ECHILD) return;
  }
}

}  // namespace ipclab::world
