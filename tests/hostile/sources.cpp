// Files in the place of a student's source that are none, or none that can be compiled, through the real program.
#include "support/catch.hpp"
#include "support/real_run.hpp"

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

constexpr const char* kSender = "pipe/1-sender/sender.cpp";
constexpr const char* kReceiver = "pipe/2-receiver/receiver.cpp";
constexpr const char* kRelay = "pipe/3-relay/relay.cpp";
constexpr const char* kBulk = "pipe/4-bulk/bulk.cpp";

Ended check_tree(const Checkout& checkout, Order order = {}) {
  order.args = {"check", "pipe", "--jobs", "4", "--format", "json", "--dir", checkout.tree().string()};
  const std::string files = checkout.files();
  const Ended ended = run(checkout, order);
  CHECK(nobody_is_left());
  CHECK(checkout.files() == files);
  CHECK(ended.err.empty());
  CHECK(ended.out.find('\x1b') == std::string::npos);
  CHECK(ended.out.size() < 256U << 10);
  return ended;
}

void make_folder_of(const Checkout& checkout, const char* file) { fs::create_directories((checkout.tree() / file).parent_path()); }

}  // namespace

TEST_CASE("what stands in the place of a source is told by what it is") {
  const Checkout checkout;
  make_folder_of(checkout, kSender);
  checkout.write(kReceiver, " \n\t\n");
  fs::create_directories(checkout.tree() / kRelay);
  make_folder_of(checkout, kBulk);
  REQUIRE(::mkfifo((checkout.tree() / kBulk).c_str(), 0600) == 0);
  Ended ended = check_tree(checkout);
  CHECK(ended.status != 0);
  CHECK_THAT(ended.out, ContainsSubstring("sender.cpp is missing") && ContainsSubstring("receiver.cpp is empty") &&
                            ContainsSubstring("relay.cpp is a directory") && ContainsSubstring("bulk.cpp is a FIFO"));

  checkout.forget_tree();
  make_folder_of(checkout, kSender);
  fs::create_symlink("/dev/zero", checkout.tree() / kSender);
  checkout.write(kReceiver, std::string(2U << 20, ' ') + "int main() {}\n");
  checkout.write(kRelay, std::string("int main() { \xff\xfe }\n\0\0", 20));
  checkout.write(kBulk, "#include \"../../../../checkout/solutions/pipe/4-bulk/bulk.cpp\"\n");
  ended = check_tree(checkout);
  CHECK(ended.status != 0);
  CHECK_THAT(ended.out, ContainsSubstring("sender.cpp is reached through a symbolic link") && ContainsSubstring("receiver.cpp is larger than 1 MiB") &&
                            ContainsSubstring("relay.cpp does not compile") && ContainsSubstring("is not UTF-8 (byte 0xff in line 1)") &&
                            ContainsSubstring("bulk.cpp does not compile"));
}

TEST_CASE("a source that may not be read is told by its errno") {
  if (::geteuid() != 0) SKIP_TEST("only root can give files to somebody else");
  const Checkout checkout;
  checkout.write(kSender, "int main() {}\n");
  checkout.give_to(kSomebody);
  REQUIRE(::chmod((checkout.tree() / kSender).c_str(), 0) == 0);
  Order order;
  order.user = kSomebody;
  const Ended ended = check_tree(checkout, order);
  CHECK_THAT(ended.out, ContainsSubstring("sender.cpp cannot be read: Permission denied"));
}

TEST_CASE("a source that the compiler cannot finish is told by the cap it reached") {
  const Checkout checkout;
  checkout.write(kSender,
                 "template <int I> constexpr int work() { int s = 0; for (int k = 0; k < 200000 + I; ++k) s += k % 3; return s; }\n"
                 "template <int I> struct B { static constexpr int v = work<I>() % 10 + B<I - 1>::v; };\n"
                 "template <> struct B<0> { static constexpr int v = 0; };\n"
                 "int main() { return B<800>::v; }\n");
  checkout.write(kReceiver, "template <int N> int f() { return f<N + 1>(); }\nint main() { return f<0>(); }\n");
  checkout.write(kRelay, "int missing();\nint main() { return missing(); }\n");
  // Each error is a line that names the whole type: more than a hundred megabytes, if nobody stopped it.
  std::string flood = "template <class A, class B> struct P {};\nusing T0 = P<int, int>;\n";
  for (int i = 1; i < 18; ++i) flood += "using T" + std::to_string(i) + " = P<T" + std::to_string(i - 1) + ", T" + std::to_string(i - 1) + ">;\n";
  for (int i = 0; i < 40; ++i) flood += "int g" + std::to_string(i) + "(T17 t) { return t; }\n";
  checkout.write(kBulk, flood + "int main() {}\n");
  Order order;
  order.environment["IPCLAB_COMPILER_SECONDS"] = "3";
  const Ended ended = check_tree(checkout, order);
  INFO(ended.out);
  CHECK(ended.status != 0);
  CHECK_THAT(ended.out, ContainsSubstring("sender.cpp could not be compiled: the compiler used all the CPU time it may"));
  CHECK_THAT(ended.out, ContainsSubstring("receiver.cpp does not compile"));
  CHECK_THAT(ended.out, ContainsSubstring("relay.cpp does not link"));
  CHECK_THAT(ended.out, ContainsSubstring("bulk.cpp does not compile"));
  order.args = {"check", "pipe/relay", "pipe/bulk", "--dir", checkout.tree().string()};
  const std::string report = run(checkout, order).out;
  INFO(report);
  CHECK(report.size() < 8U << 10);
}
