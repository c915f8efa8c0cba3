// wrong: breaks "exit 4": the client that speaks after the close is ended by SIGPIPE.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
#include <cstddef>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <vector>

static bool next_line(std::string &line) {      // false: the input has ended
    static char buf[4096];
    static ssize_t have = 0, at = 0;
    line.clear();
    bool any = false;
    for (;;) {
        if (at == have) {
            do have = read(0, buf, sizeof buf); while (have < 0 && errno == EINTR);
            at = 0;
            if (have <= 0) { have = 0; return any; }
        }
        any = true;
        char c = buf[at++];
        if (c == '\n') return true;
        if (line.size() < 1023) line += c;
    }
}

static void show(const std::string &s) {
    size_t done = 0;
    while (done < s.size()) {
        ssize_t n = write(1, s.data() + done, s.size() - done);
        if (n < 0 && errno != EINTR) _exit(1);
        if (n > 0) done += n;
    }
}

static int usage() {
    fputs("usage: serve | say NAME\n", stderr);
    return 2;
}

static bool good_name(const char *s) {
    size_t n = strlen(s);
    return n >= 1 && n <= 19 && !strpbrk(s, ":\n");
}

static int door(sockaddr_un &a, socklen_t &len) {
    struct stat st;
    stat(".", &st);
    a = {};
    a.sun_family = AF_UNIX;                     // an abstract name: a zero byte, then what follows
    int n = snprintf(a.sun_path + 1, sizeof a.sun_path - 1, "doors-%lu-%lu", static_cast<unsigned long>(st.st_dev), static_cast<unsigned long>(st.st_ino));
    len = offsetof(sockaddr_un, sun_path) + 1 + n;
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static int open_door() {
    sockaddr_un a;
    socklen_t len;
    int fd = door(a, len);
    if (bind(fd, reinterpret_cast<sockaddr *>(&a), len) < 0 || listen(fd, 50) < 0) { perror("bind"); exit(1); }
    return fd;
}

static int come() {
    sockaddr_un a;
    socklen_t len;
    int fd = door(a, len);
    if (connect(fd, reinterpret_cast<sockaddr *>(&a), len) == 0) return fd;
    close(fd);
    return -1;
}

static int serve() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    std::vector<pollfd> p;
    std::vector<std::string> said(2);           // of each client the line that it has begun
    p.push_back({signalfd(-1, &set, SFD_CLOEXEC), POLLIN, 0});
    p.push_back({open_door(), POLLIN, 0});
    show("ready\n");
    for (;;) {
        if (poll(p.data(), p.size(), -1) < 0) continue;
        if (p[0].revents) return 0;             // what was answered has been shown
        for (size_t i = p.size() - 1; i >= 2; i--) {
            if (!p[i].revents) continue;
            char buf[1100];
            ssize_t n = recv(p[i].fd, buf, sizeof buf, 0);
            if (n > 0) {
                said[i].append(buf, n);
                if (said[i].back() != '\n') continue;
                show(said[i]);
                said[i].clear();
                send(p[i].fd, "!", 1, MSG_NOSIGNAL);
            } else {
                close(p[i].fd);
                p.erase(p.begin() + i);
                said.erase(said.begin() + i);
            }
        }
        if (p[1].revents) p.push_back({accept(p[1].fd, nullptr, nullptr), POLLIN, 0}), said.resize(p.size());
    }
}

static int say(const char *name) {
    int c;
    while ((c = come()) < 0) usleep(5000);
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        std::string m = std::string(name) + ": " + line + "\n";
        char word[8];
        if (send(c, m.data(), m.size(), 0) < 0 || recv(c, word, sizeof word, 0) <= 0) {
            fputs("nobody hears any more\n", stderr);
            return 4;
        }
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
