// right: each worker tells each addition through a pipe of its own; what was told counts.
#include <iostream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

int main(int argc, char** argv) {
  const std::string count = argc == 2 ? argv[1] : "";
  if (count.size() != 1 || count[0] < '1' || count[0] > '8') {
    std::cerr << "how many workers, 1 to 8?\n";
    return 2;
  }
  const std::size_t workers = std::stoul(count);
  std::vector<long> numbers;
  for (long number; std::cin >> number;) numbers.push_back(number);
  struct Worker {
    pid_t pid;
    int told;
  };
  std::vector<Worker> all;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    int ends[2];
    if (pipe(ends) != 0) return 1;
    const pid_t pid = fork();
    if (pid == 0) {
      close(ends[0]);
      for (std::size_t i = worker; i < numbers.size(); i += workers)
        if (write(ends[1], &numbers[i], sizeof(long)) < 0) _exit(1);
      _exit(0);
    }
    close(ends[1]);
    all.push_back({pid, ends[0]});
  }
  long sum = 0;
  bool any = false;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    long added = 0, number = 0;
    while (read(all[worker].told, &number, sizeof number) == sizeof number) added += number;
    int status = 0;
    waitpid(all[worker].pid, &status, 0);
    any = any || WIFSIGNALED(status);
    std::cout << "worker " << worker + 1 << (WIFSIGNALED(status) ? " was killed," : "") << " added " << added << "\n";
    sum += added;
  }
  std::cout << "sum " << sum << std::endl;
  return any ? 3 : 0;
}
