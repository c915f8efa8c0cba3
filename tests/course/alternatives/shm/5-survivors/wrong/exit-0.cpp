// wrong: exit 0 although a worker was killed
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2 || argv[1][0] < '1' || argv[1][0] > '8' || argv[1][1] != 0) {
    std::fprintf(stderr, "survivors WORKERS\n");
    return 2;
  }
  const std::size_t workers = static_cast<std::size_t>(argv[1][0] - '0');
  std::vector<long> numbers;
  long number = 0;
  while (std::scanf("%ld", &number) == 1) numbers.push_back(number);
  auto* added = static_cast<volatile long*>(mmap(nullptr, workers * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  std::vector<pid_t> child(workers);
  for (std::size_t worker = 0; worker < workers; ++worker) {
    child[worker] = fork();
    if (child[worker] != 0) continue;
    for (std::size_t i = worker; i < numbers.size(); i += workers) added[worker] = added[worker] + numbers[i];
    _exit(0);
  }
  long sum = 0;
  int result = 0;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    int status = 0;
    waitpid(child[worker], &status, 0);
    if (WIFSIGNALED(status)) result = 0;
    std::printf("worker %zu %s %ld\n", worker + 1, WIFSIGNALED(status) ? "was killed, added" : "added", added[worker]);
    sum += added[worker];
  }
  std::printf("sum %ld\n", sum);
  return result;
}
