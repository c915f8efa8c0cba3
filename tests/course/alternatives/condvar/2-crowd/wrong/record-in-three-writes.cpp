// wrong: breaks "messages may be mixed only line by line": a message goes into the FIFO in three writes;
// shows when two clients speak at once.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
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
    fputs("usage: serve N | say NAME\n", stderr);
    return 2;
}

static bool good_name(const char *s) {
    size_t n = strlen(s);
    return n >= 1 && n <= 19 && !strpbrk(s, ":\n");
}

static int serve(int n) {
    if (mkfifo("crowd.said", 0600) < 0 || mkfifo("crowd.gate", 0600) < 0) { perror("mkfifo"); return 1; }
    int said = open("crowd.said", O_RDWR), gate = open("crowd.gate", O_RDWR);
    show("ready\n");
    int came = 0, left = 0;
    std::string record;
    char buf[4096];
    while (left < n) {
        ssize_t k = read(said, buf, sizeof buf);
        for (ssize_t i = 0; i < k; i++) {
            record += buf[i];
            if (buf[i] != '\n') continue;
            if (record[0] == '+' && ++came == n && write(gate, "55555", n) != n) return 1;
            if (record[0] == ':') show(record.substr(1));
            if (record[0] == '-') left++;
            record.clear();
        }
    }
    unlink("crowd.said");
    unlink("crowd.gate");
    return 0;
}

static void tell(int fd, const std::string &record) {
    if (write(fd, record.data(), record.size()) < 0) _exit(1);
}

static int say(const char *name) {
    int said = open("crowd.said", O_WRONLY), gate = open("crowd.gate", O_RDWR);
    tell(said, "+\n");
    char c;
    while (read(gate, &c, 1) != 1) { }
    std::string line;
    while (next_line(line))
        if (!line.empty()) {
            tell(said, std::string(":") + name + ": ");
            tell(said, line);
            tell(said, "\n");
        }
    tell(said, "-\n");
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 3 && !strcmp(argv[1], "serve") && strlen(argv[2]) == 1 && argv[2][0] >= '1' && argv[2][0] <= '5')
        return serve(argv[2][0] - '0');
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
