// right: no shared memory at all; each worker sends what it has added through a pipe.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

int main(int argc, char* argv[]) {
  if (argc != 2 || std::strlen(argv[1]) != 1 || argv[1][0] < '1' || argv[1][0] > '8') {
    std::fputs("sum WORKERS < numbers, WORKERS from 1 to 8\n", stderr);
    return 2;
  }
  const unsigned workers = static_cast<unsigned>(argv[1][0] - '0');
  std::vector<long> numbers;
  for (long number; std::scanf("%ld", &number) == 1;) numbers.push_back(number);

  std::vector<int> results;
  std::vector<pid_t> children;
  for (unsigned worker = 0; worker < workers; ++worker) {
    int ends[2];
    if (pipe(ends) != 0) return 1;
    const pid_t child = fork();
    if (child < 0) return 1;
    if (child == 0) {
      long added = 0;
      for (std::size_t i = worker; i < numbers.size(); i += workers) added += numbers[i];
      _exit(write(ends[1], &added, sizeof added) == sizeof added ? 0 : 1);
    }
    close(ends[1]);
    results.push_back(ends[0]);
    children.push_back(child);
  }
  long sum = 0;
  for (unsigned worker = 0; worker < workers; ++worker) {
    long added = 0;
    if (read(results[worker], &added, sizeof added) != sizeof added) return 1;
    std::printf("worker %u added %ld\n", worker + 1, added);
    sum += added;
  }
  for (const pid_t child : children) waitpid(child, nullptr, 0);
  std::printf("sum %ld\n", sum);
}
