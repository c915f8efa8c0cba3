#include "world/mounts.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

using posix::Error;

void mount_or_throw(const char* source, const std::string& target, const char* type, unsigned long flags, const char* data) {
  if (::mount(source, target.c_str(), type, flags, data) != 0)
    throw Error("mount", std::string(type != nullptr ? type : source != nullptr ? source : "") + " on " + target);
}

void make_folder(const std::string& path, mode_t mode = 0755) {
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) throw Error("mkdir", path);
}

// Flags that a mount has and that an unprivileged user namespace must keep when it mounts the same thing again.
unsigned long kept_flags(const std::string& path) {
  struct statvfs info {};
  if (::statvfs(path.c_str(), &info) != 0) return 0;
  unsigned long flags = 0;
  if ((info.f_flag & ST_NODEV) != 0) flags |= MS_NODEV;
  if ((info.f_flag & ST_NOSUID) != 0) flags |= MS_NOSUID;
  if ((info.f_flag & ST_NOEXEC) != 0) flags |= MS_NOEXEC;
  if ((info.f_flag & ST_NOATIME) != 0) flags |= MS_NOATIME;
  if ((info.f_flag & ST_NODIRATIME) != 0) flags |= MS_NODIRATIME;
  if ((info.f_flag & ST_RELATIME) != 0) flags |= MS_RELATIME;
  return flags;
}

void bind_read_only(const std::string& from, const std::string& to) {
  mount_or_throw(from.c_str(), to, nullptr, MS_BIND | MS_REC, nullptr);
  mount_or_throw(nullptr, to, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | kept_flags(from), nullptr);
}

// /bin, /lib and their like are links into /usr on today's systems, folders on older ones.
void copy_link_or_bind(const std::string& root, const std::string& path) {
  if (const auto target = posix::read_link(path)) {
    if (::symlink(target->c_str(), (root + path).c_str()) != 0) throw Error("symlink", root + path);
  } else if (struct stat info {}; ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    make_folder(root + path);
    bind_read_only(path, root + path);
  }
}

void provide_devices(const std::string& root) {
  for (const char* device : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"}) {
    const posix::Fd place = posix::open_file(root + device, O_CREAT | O_WRONLY, 0666);
    mount_or_throw(device, root + device, nullptr, MS_BIND, nullptr);
  }
  constexpr std::array<std::array<const char*, 2>, 4> links{{{"/proc/self/fd", "/dev/fd"},
                                                            {"/proc/self/fd/0", "/dev/stdin"},
                                                            {"/proc/self/fd/1", "/dev/stdout"},
                                                            {"/proc/self/fd/2", "/dev/stderr"}}};
  for (const auto& [target, link] : links)
    if (::symlink(target, (root + link).c_str()) != 0) throw Error("symlink", link);
}

void provide_etc(const std::string& root) {
  // Programs such as sh and awk are found through /etc/alternatives; the loader is faster with its cache.
  if (::access("/etc/alternatives", X_OK) == 0) {
    make_folder(root + "/etc/alternatives");
    bind_read_only("/etc/alternatives", root + "/etc/alternatives");
  }
  if (::access("/etc/ld.so.cache", R_OK) == 0) {
    const posix::Fd place = posix::open_file(root + "/etc/ld.so.cache", O_CREAT | O_WRONLY, 0644);
    bind_read_only("/etc/ld.so.cache", root + "/etc/ld.so.cache");
  }
  const posix::Fd passwd = posix::open_file(root + "/etc/passwd", O_CREAT | O_WRONLY, 0644);
  posix::write_all(passwd.get(), "root:x:0:0::/:/bin/sh\nstudent:x:1000:1000::/lab:/bin/sh\n");
}

}  // namespace

void build_template() {
  mount_or_throw(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
  const std::string root = "/tmp";  // hidden from now on, in this mount namespace only
  // Bound before /tmp disappears under the new root: nothing below /tmp is needed again.
  mount_or_throw("tmpfs", root, "tmpfs", MS_NOSUID, "size=1m,nr_inodes=512,mode=755");
  for (const char* folder : {"/usr", "/dev", "/dev/shm", "/dev/mqueue", "/proc", "/tmp", "/lab", "/prog", "/run", "/etc"})
    make_folder(root + folder);
  bind_read_only("/usr", root + "/usr");
  for (const char* path : {"/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32"}) copy_link_or_bind(root, path);
  provide_devices(root);
  provide_etc(root);
  // A fully visible /proc must already be mounted, or an unprivileged user may not mount a new one over it.
  mount_or_throw("/proc", root + "/proc", nullptr, MS_BIND | MS_REC, nullptr);
  if (::chdir(root.c_str()) != 0) throw Error("chdir", root);
  if (::syscall(SYS_pivot_root, ".", ".") != 0) throw Error("pivot_root", root);
  if (::umount2(".", MNT_DETACH) != 0) throw Error("umount2", "of the old root");
  mount_or_throw(nullptr, "/", nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID, nullptr);
  if (::chdir("/") != 0) throw Error("chdir", "/");
}

void mount_fresh(unsigned student) {
  const std::string owner = "uid=" + std::to_string(student) + ",gid=" + std::to_string(student);
  const std::string work = "size=64m,nr_inodes=2048,mode=755," + owner;
  constexpr unsigned long flags = MS_NOSUID | MS_NODEV;
  mount_or_throw("tmpfs", kProgramFolder, "tmpfs", flags, "size=64m,nr_inodes=64,mode=755");
  mount_or_throw("tmpfs", kWorkFolder, "tmpfs", flags, work.c_str());
  mount_or_throw("tmpfs", "/tmp", "tmpfs", flags, "size=256m,nr_inodes=2048,mode=1777");
  mount_or_throw("tmpfs", "/dev/shm", "tmpfs", flags | MS_NOEXEC, "size=32m,nr_inodes=256,mode=1777");
  mount_or_throw("mqueue", "/dev/mqueue", "mqueue", flags | MS_NOEXEC, nullptr);
  if (::chmod("/dev/mqueue", 01777) != 0) throw Error("chmod", "/dev/mqueue");
  mount_or_throw("proc", "/proc", "proc", flags | MS_NOEXEC, nullptr);
  // Room for the labs' objects, not for filling the machine's memory (proc(5), /proc/sys/kernel).
  for (const auto& [name, value] : {std::pair{"shmall", "8192"}, {"shmmni", "64"}, {"msgmni", "64"}}) {
    const std::string file = std::string("/proc/sys/kernel/") + name;
    if (const int number = posix::put(file, value); number != 0) throw Error("write", file, number);
  }
  mount_or_throw("/proc/sys", "/proc/sys", nullptr, MS_BIND, nullptr);
  mount_or_throw(nullptr, "/proc/sys", nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY | flags | MS_NOEXEC, nullptr);
}

void open_programs(bool writable) {
  const unsigned long flags = MS_NOSUID | MS_NODEV | (writable ? 0UL : static_cast<unsigned long>(MS_RDONLY));
  mount_or_throw(nullptr, kProgramFolder, nullptr, MS_BIND | MS_REMOUNT | flags, nullptr);
}

void mount_shared() {
  mount_or_throw("tmpfs", kSharedFolder, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=1m,nr_inodes=16,mode=755");
}

}  // namespace ipclab::world
