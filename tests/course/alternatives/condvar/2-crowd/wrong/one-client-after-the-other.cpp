// wrong: breaks "it is shown soon": the server hears one client to the end before it hears the next;
// shows when the first waits for its input.
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
    fputs("usage: serve N | say NAME\n", stderr);
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
    int n = snprintf(a.sun_path + 1, sizeof a.sun_path - 1, "crowd-%lu-%lu", static_cast<unsigned long>(st.st_dev), static_cast<unsigned long>(st.st_ino));
    len = offsetof(sockaddr_un, sun_path) + 1 + n;
    return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
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

static int serve(int n) {
    int l = open_door();
    show("ready\n");
    pollfd p[5];
    for (int i = 0; i < n; i++) p[i] = {accept(l, nullptr, nullptr), POLLIN, 0};
    for (int i = 0; i < n; i++) send(p[i].fd, "begin", 5, MSG_NOSIGNAL);
    for (int left = 0; left < n;) {
        for (int i = 0; i < n; i++) {
            if (p[i].fd < 0) continue;
            for (;;) {
            char buf[1100];
            ssize_t k = recv(p[i].fd, buf, sizeof buf, 0);
            if (k > 0) show(std::string(buf, k) + "\n");
            else { close(p[i].fd); p[i].fd = -1; left++; break; }
            }
        }
    }
    return 0;
}

static int say(const char *name) {
    int c = come();
    if (c < 0) { perror("connect"); return 1; }
    char word[8];
    if (recv(c, word, sizeof word, 0) <= 0) return 1;
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        std::string m = std::string(name) + ": " + line;
        if (send(c, m.data(), m.size(), 0) < 0) return 1;
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 3 && !strcmp(argv[1], "serve") && strlen(argv[2]) == 1 && argv[2][0] >= '1' && argv[2][0] <= '5')
        return serve(argv[2][0] - '0');
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
