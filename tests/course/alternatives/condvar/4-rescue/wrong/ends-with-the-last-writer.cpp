// wrong: breaks "the server goes on as if it had never come": the end of the FIFO is taken for the end of
// the room; shows when a client is killed and no other one is there.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
#include <poll.h>
#include <sys/stat.h>

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

static int serve() {
    if (mkfifo("rescue.fifo", 0600) < 0) { perror("mkfifo"); return 1; }
    int fd = open("rescue.fifo", O_RDONLY | O_NONBLOCK);
    fcntl(fd, F_SETFL, 0);
    show("ready\n");
    pollfd p = {fd, POLLIN, 0};
    poll(&p, 1, -1);
    std::string record;
    char buf[4096];
    for (bool end = false; !end;) {
        ssize_t n = read(fd, buf, sizeof buf);
        end = n == 0;
        for (ssize_t i = 0; i < n && !end; i++) {
            record += buf[i];
            if (buf[i] != '\n') continue;
            show(record);
            end = record.substr(record.find(':')) == ": /close\n";
            record.clear();
        }
    }
    unlink("rescue.fifo");
    return 0;
}

static int say(const char *name) {
    int fd = open("rescue.fifo", O_WRONLY);
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        std::string record = std::string(name) + ": " + line + "\n";
        if (write(fd, record.data(), record.size()) < 0) { perror("write"); return 1; }
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
