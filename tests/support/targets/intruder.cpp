// Tries what a student's program could try, and prints what the world answered. Everything it takes is capped by
// itself too, so that a world that fails cannot take the machine down.
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <map>
#include <mqueue.h>
#include <sched.h>
#include <semaphore.h>
#include <string>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace {

using Args = std::vector<std::string>;

void say(const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t n = write(1, text.data() + done, text.size() - done);
    if (n <= 0) return;
    done += static_cast<std::size_t>(n);
  }
}

std::string result(long value) { return value >= 0 ? "ok" : strerrorname_np(errno); }
void tell(const std::string& what, long value) { say(what + "=" + result(value) + " "); }

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return {std::string("!") + strerrorname_np(errno)};
  while (const dirent* entry = readdir(directory))
    if (std::string(entry->d_name) != "." && std::string(entry->d_name) != "..") names.push_back(entry->d_name);
  closedir(directory);
  std::sort(names.begin(), names.end());
  return names;
}

void list(const Args& args) {
  for (const std::string& name : names_in(args.at(0))) say(name + " ");
}

void processes(const Args&) {
  for (const std::string& name : names_in("/proc"))
    if (std::atoi(name.c_str()) > 0) say(name + " ");
}

void who(const Args&) {
  say("pid " + std::to_string(getpid()) + " parent " + std::to_string(getppid()) + " session " + (getsid(0) == getpid() ? "own" : "other") +
      " group " + (getpgid(0) == getpid() ? "own" : "other") + " root " + (geteuid() == 0 ? "yes" : "no"));
}

void spaces(const Args&) {  // namespaces(7)
  for (const char* kind : {"pid", "ipc", "mnt", "net"}) {
    char target[64] = {};
    (void)!readlink((std::string("/proc/self/ns/") + kind).c_str(), target, sizeof target - 1);
    say(std::string(target) + " ");
  }
}

void environment(const Args&) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) all.push_back(*entry);
  std::sort(all.begin(), all.end());
  for (const std::string& entry : all) say(entry + "\n");
}

void descriptors(const Args&) {
  for (int fd = 0; fd < 1024; ++fd)
    if (fcntl(fd, F_GETFD) >= 0) say(std::to_string(fd) + " ");
}

void signals(const Args&) {
  for (int number = 1; number < 65; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_DFL) say("action " + std::to_string(number) + " ");
  }
  sigset_t mask;
  sigprocmask(SIG_BLOCK, nullptr, &mask);
  for (int number = 1; number < 65; ++number)
    if (sigismember(&mask, number) == 1) say("blocked " + std::to_string(number) + " ");
  say("done");
}

void open_to(const Args& args, int flags) {
  const int fd = open(args.at(0).c_str(), flags | O_NONBLOCK | O_CLOEXEC, 0600);
  say(result(fd));
}

void change(const Args& args) {  // every way to change or replace a file
  const std::string path = args.at(0);
  tell("write", open(path.c_str(), O_WRONLY));
  tell("truncate", truncate(path.c_str(), 0));
  tell("unlink", unlink(path.c_str()));
  tell("chmod", chmod(path.c_str(), 0777));
  tell("beside", open((path + ".new").c_str(), O_WRONLY | O_CREAT, 0700));
  tell("rename", rename(path.c_str(), (path + ".old").c_str()));
}

void change_self(const Args&) {
  char path[256] = {};
  if (readlink("/proc/self/exe", path, sizeof path - 1) < 0) return say(strerrorname_np(errno));
  change({path});
}

void keys(const Args&) {  // makes one of each kind; EEXIST: somebody else's is in sight
  constexpr key_t key = 0x1bc0ffee;
  tell("shm", shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0666));
  tell("sem", semget(key, 1, IPC_CREAT | IPC_EXCL | 0666));
  tell("msg", msgget(key, IPC_CREAT | IPC_EXCL | 0666));
  tell("posix-shm", shm_open("/ipclab-intruder", O_CREAT | O_EXCL | O_RDWR, 0666));
  tell("posix-sem", sem_open("/ipclab-intruder", O_CREAT | O_EXCL, 0666, 1) == SEM_FAILED ? -1 : 0);
  mq_attr attributes{};
  attributes.mq_maxmsg = 2;
  attributes.mq_msgsize = 16;
  tell("posix-mq", mq_open("/ipclab-intruder", O_CREAT | O_EXCL | O_RDWR, 0666, &attributes));
  tell("fifo", mkfifo("channel", 0666));
  tell("file", open("file", O_CREAT | O_EXCL | O_WRONLY, 0666));
  const char* temporary = getenv("TMPDIR");
  tell("temporary", open((std::string(temporary != nullptr ? temporary : "/tmp") + "/intruder").c_str(), O_CREAT | O_EXCL | O_WRONLY, 0666));
  const int s = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strcpy(address.sun_path, "socket");
  tell("socket", bind(s, reinterpret_cast<sockaddr*>(&address), sizeof address));
}

// Reaches for another process: its descriptors, its memory, its life. With "gently" it is not killed.
void attack(const Args& args) {
  const pid_t target = args.at(0) == "parent" ? getppid() : std::atoi(args.at(0).c_str());
  const std::string folder = "/proc/" + std::to_string(target);
  const std::string first = names_in(folder + "/fd").empty() ? "" : names_in(folder + "/fd").front();
  say("fd=" + (first.empty() || first[0] == '!' ? (first.empty() ? "none" : first.substr(1)) : "ok") + " ");
  tell("mem", open((folder + "/mem").c_str(), O_RDWR));
  tell("environ", open((folder + "/environ").c_str(), O_RDONLY) < 0 ? -1 : [&] {
    char byte = 0;
    const int fd = open((folder + "/environ").c_str(), O_RDONLY);
    return read(fd, &byte, 1);
  }());
  tell("ptrace", ptrace(PTRACE_SEIZE, target, 0, 0));
  std::uint64_t word = 0;
  iovec mine{&word, sizeof word}, theirs{reinterpret_cast<void*>(0x400000), sizeof word};
  tell("readv", process_vm_readv(target, &mine, 1, &theirs, 1, 0));
  tell("writev", process_vm_writev(target, &mine, 1, &theirs, 1, 0));
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, target, 0));
  tell("getfd", pidfd < 0 ? -1 : syscall(438 /* pidfd_getfd */, pidfd, 0, 0));
  rlimit limit{};
  tell("prlimit", prlimit(target, RLIMIT_NOFILE, nullptr, &limit) == 0 && prlimit(target, RLIMIT_NOFILE, &limit, nullptr) == 0 ? 0 : -1);
  // Signal 0 asks only; where the answer is no, the same holds for SIGKILL (kill(2)).
  tell("kill", kill(target, args.size() > 1 && args[1] == "gently" ? 0 : SIGKILL));
  say("survived");
}

void escape(const Args&) {
  tell("userns", unshare(CLONE_NEWUSER));
  tell("clone-userns", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
  clone_args modern{};
  modern.exit_signal = SIGCHLD;
  tell("clone3", syscall(SYS_clone3, &modern, sizeof modern));
  tell("mount", mount("tmpfs", "/lab", "tmpfs", 0, ""));
  tell("umount", umount2("/proc/sys", MNT_DETACH));
  tell("chroot", chroot("."));
  tell("mknod", mknod("device", S_IFCHR | 0666, 0x0101));
  tell("setuid", setuid(0) == 0 && geteuid() == 0 && access("/proc/1/mem", R_OK) == 0 ? 0 : (errno = EPERM, -1));
  tell("setns", setns(open("/proc/self/ns/mnt", O_RDONLY), CLONE_NEWNS));
  tell("sethostname", sethostname("x", 1));
  tell("nice", setpriority(PRIO_PROCESS, 0, -5));
  tell("unlimit", [] {
    rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_NPROC, &more);
  }());
}

void network(const Args&) {
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::atoi("9")));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  tell("loopback", connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address));
}

// Forks until it is refused, `most` times at most.
void forks(const Args& args) {
  std::vector<pid_t> children;
  const int most = std::atoi(args.at(0).c_str());
  std::string end = "none";
  for (int i = 0; i < most; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      alarm(300);  // should all else fail
      for (;;) pause();
    }
    if (child < 0) {
      end = strerrorname_np(errno);
      break;
    }
    children.push_back(child);
  }
  say(std::to_string(children.size()) + " " + end);
  for (const pid_t child : children) kill(child, SIGKILL);
  while (wait(nullptr) > 0) {}
}

void allocates(const Args& args) {
  const long most = std::atol(args.at(0).c_str());
  long got = 0;
  while (got < most && mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED) ++got;
  say(std::to_string(got) + " MiB " + (got < most ? strerrorname_np(errno) : "none"));
}

void fills(const Args& args) {  // a file, up to so many MiB
  signal(SIGXFSZ, SIG_IGN);
  const int fd = open(args.at(0).c_str(), O_CREAT | O_WRONLY, 0600);
  if (fd < 0) return say(strerrorname_np(errno));
  const std::vector<char> block(1 << 20, 'x');
  long total = 0;
  const long most = std::atol(args.at(1).c_str()) << 20;
  while (total < most) {
    const ssize_t n = write(fd, block.data(), block.size());
    if (n < 0) return say(std::to_string(total >> 20) + " MiB " + strerrorname_np(errno));
    total += n;
  }
  say(std::to_string(total >> 20) + " MiB none");
}

void opens(const Args& args) {
  int got = 0;
  while (got < std::atoi(args.at(0).c_str()) && open("/dev/null", O_RDONLY) >= 0) ++got;
  say(std::to_string(got) + " " + strerrorname_np(errno));
}

void creates(const Args& args) {  // files in a folder
  int got = 0;
  for (const int most = std::atoi(args.at(1).c_str()); got < most; ++got) {
    const int fd = open((args.at(0) + "/n" + std::to_string(got)).c_str(), O_CREAT | O_WRONLY, 0600);
    if (fd < 0) break;
    close(fd);
  }
  say(std::to_string(got) + " " + (got < std::atoi(args.at(1).c_str()) ? strerrorname_np(errno) : "none"));
}

void spins(const Args&) {
  const rlimit own{120, 120};
  setrlimit(RLIMIT_CPU, &own);
  for (volatile unsigned long n = 0;; n = n + 1) {}
}

void timers(const Args&) {
  alarm(1000);
  alarm(0);
  itimerval value{};
  value.it_value.tv_sec = 1000;
  setitimer(ITIMER_VIRTUAL, &value, nullptr);
  value.it_value.tv_sec = 0;
  setitimer(ITIMER_VIRTUAL, &value, nullptr);
  timer_t timer{};
  timer_create(CLOCK_MONOTONIC, nullptr, &timer);
  itimerspec spec{};
  spec.it_value.tv_nsec = 999999999;
  timer_settime(timer, 0, &spec, nullptr);
  spec.it_value.tv_nsec = 0;
  timer_settime(timer, 0, &spec, nullptr);
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  const timeval limit{1000, 0};
  setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(pair[0], SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  const int on = 1;
  setsockopt(pair[0], SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

void kills(const Args& args) {
  pid_t target = std::atoi(args.at(0).c_str());
  if (args.at(0) == "child") {
    target = fork();
    if (target == 0) {
      alarm(300);
      for (;;) pause();
    }
  }
  tell("kill", kill(target, std::atoi(args.at(1).c_str())));
  if (args.at(0) != "child") return;
  int status = 0;
  waitpid(target, &status, 0);
  say(WIFSIGNALED(status) ? "gone" : "there");
}

// A process that has left its parent, its session and its group, and holds on to standard output.
void daemon_off() {
  int told[2];
  (void)!pipe(told);
  if (fork() != 0) {
    char byte = 0;
    (void)!read(told[0], &byte, 1);
    return;
  }
  setsid();
  if (fork() != 0) _exit(0);
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  alarm(300);  // should all else fail
  say("lingering ");
  (void)!write(told[1], "x", 1);
  for (;;) pause();
}

void lingers(const Args&) {
  daemon_off();
  wait(nullptr);
  keys({});
  say("ready");
  alarm(300);
  for (;;) pause();
}

void leaves(const Args&) {
  int ends[2];
  (void)!pipe(ends);
  if (fork() == 0) {  // asleep in a read that never ends
    close(ends[1]);
    char byte = 0;
    alarm(300);
    (void)!read(ends[0], &byte, 1);
  }
  const pid_t zombie = fork();
  if (zombie == 0) _exit(3);
  siginfo_t info{};
  waitid(P_PID, static_cast<id_t>(zombie), &info, WEXITED | WNOWAIT);
  keys({});
  mkdir("folder", 0700);
  open("folder/deep", O_CREAT | O_WRONLY, 0600);
  say("ready");
  alarm(300);
  for (;;) pause();
}

void ends(const Args& args) {
  if (args.at(0) == "abort") abort();
  if (args.at(0) == "sigpipe") raise(SIGPIPE);
  exit(std::atoi(args.at(0).c_str()));
}

const std::map<std::string, void (*)(const Args&)> kWhat = {
    {"list", list}, {"processes", processes}, {"who", who}, {"spaces", spaces}, {"environment", environment}, {"descriptors", descriptors},
    {"signals", signals}, {"change", change}, {"change-self", change_self}, {"keys", keys}, {"attack", attack}, {"escape", escape},
    {"network", network}, {"forks", forks}, {"allocates", allocates}, {"fills", fills}, {"opens", opens}, {"creates", creates},
    {"spins", spins}, {"timers", timers}, {"kills", kills}, {"lingers", lingers}, {"leaves", leaves}, {"ends", ends},
    {"read", [](const Args& args) { open_to(args, O_RDONLY); }}, {"write", [](const Args& args) { open_to(args, O_WRONLY); }},
    {"create", [](const Args& args) { open_to(args, O_WRONLY | O_CREAT); }},
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || kWhat.count(argv[1]) == 0) return 64;
  kWhat.at(argv[1])({argv + 2, argv + argc});
  return 0;
}
