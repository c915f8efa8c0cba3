// wrong: breaks "of a line of more than 1023 bytes the rest is lost": the rest becomes the next message;
// shows with a line of 1024 bytes.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/shm.h>

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
        line += c;
        if (line.size() == 1023) return true;
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

struct Room {
    pthread_mutex_t lock;
    pthread_cond_t news, place;
    bool come, left, full;
    char name[20];
    char text[1024];
};

static void prepare(Room *r) {
    pthread_mutexattr_t ma;
    pthread_mutexattr_init(&ma);
    pthread_mutexattr_setpshared(&ma, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&r->lock, &ma);
    pthread_condattr_t ca;
    pthread_condattr_init(&ca);
    pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&r->news, &ca);
    pthread_cond_init(&r->place, &ca);
}

static int serve() {
    int id = shmget(ftok(".", 'p'), sizeof(Room), IPC_CREAT | IPC_EXCL | 0600);
    if (id < 0) { perror("shmget"); return 1; }
    Room *r = static_cast<Room *>(shmat(id, nullptr, 0));
    prepare(r);
    show("ready\n");
    bool greeted = false;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!(r->come && !greeted) && !r->full && !r->left)
            pthread_cond_wait(&r->news, &r->lock);
        if (r->come && !greeted) {
            greeted = true;
            show(std::string(r->name) + " comes in\n");
        } else if (r->full) {
            show(std::string(r->name) + ": " + r->text + "\n");
            r->full = false;
            pthread_cond_signal(&r->place);
        } else {
            break;
        }
    }
    pthread_mutex_unlock(&r->lock);
    show(std::string(r->name) + " leaves\n");
    shmctl(id, IPC_RMID, nullptr);
    return 0;
}

static int say(const char *name) {
    int id = shmget(ftok(".", 'p'), 0, 0);
    if (id < 0) { perror("shmget"); return 1; }
    Room *r = static_cast<Room *>(shmat(id, nullptr, 0));
    pthread_mutex_lock(&r->lock);
    strcpy(r->name, name);
    r->come = true;
    pthread_cond_signal(&r->news);
    pthread_mutex_unlock(&r->lock);
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        pthread_mutex_lock(&r->lock);
        while (r->full)
            pthread_cond_wait(&r->place, &r->lock);
        strcpy(r->text, line.c_str());
        r->full = true;
        pthread_cond_signal(&r->news);
        pthread_mutex_unlock(&r->lock);
    }
    pthread_mutex_lock(&r->lock);
    r->left = true;
    pthread_cond_signal(&r->news);
    pthread_mutex_unlock(&r->lock);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
