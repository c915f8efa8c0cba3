// The mmap lab's contract (labs/mmap/README.md) as checks.
#include "labs/alike.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace ipclab::labs {
namespace {

using namespace check;
using Words = std::vector<std::string>;

constexpr Budget kLittle{.cpu_seconds = 2};  // what the contract gives a program
constexpr Budget kMuch{.cpu_seconds = 2, .bytes = 32U << 20};

const std::size_t kPage = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));

Process& run(Trial& t, std::string_view program, const Words& args, const Budget& budget = kLittle) {
  return t.start(program, {.args = args, .budget = budget}).end_input();
}

void prints(Trial& t, std::string_view program, const Words& args, const std::string& printed) {
  auto& prints = run(t, program, args);
  t.expect(prints, exits(0));
  t.expect(prints.out(), equals(printed));
}

// Numbered lines, so that no two places look alike.
std::string lines(std::size_t size) {
  std::string text;
  for (int i = 1; text.size() < size; ++i) text += "line " + std::to_string(i) + "\n";
  text.resize(size);
  return text;
}

// Bytes of every value, without a period that a window could hide.
std::string noise(std::size_t size, std::uint32_t state = 2463534242U) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) {  // xorshift, Marsaglia 2003
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    byte = static_cast<char>(state & 0xffU);
  }
  return bytes;
}

// As mmapdump shows them.
std::string shown(std::string bytes) {
  for (char& byte : bytes)
    if (byte != '\n' && (byte < ' ' || byte > '~')) byte = '.';
  return bytes;
}

// Several files in a row, one of them with a part only (or with nothing): how it looks when that one could not be had.
bool lacks_a_part_of_one(const std::string& written, const std::vector<std::string>& files) {
  for (std::size_t lacking = 0; lacking < files.size(); ++lacking) {
    std::string before, behind;
    for (std::size_t i = 0; i < files.size(); ++i) (i < lacking ? before : behind) += i == lacking ? "" : files[i];
    if (written.size() < before.size() + behind.size() || !written.starts_with(before) || !written.ends_with(behind)) continue;
    if (files[lacking].starts_with(written.substr(before.size(), written.size() - before.size() - behind.size()))) return true;
  }
  return false;
}

// The bytes of a count, as they stand in a file.
std::string as_bytes(std::uint64_t count) {
  std::string bytes(sizeof count, '\0');
  std::memcpy(bytes.data(), &count, sizeof count);
  return bytes;
}

void expect_in_file(Trial& t, const Process& counter, std::uint64_t count) {
  const std::string content = t.content_of("count");
  if (content == as_bytes(count)) return;
  std::uint64_t stands = 0;
  if (content.size() != sizeof stands) return t.broken(counter, "wrong size", "The file holds " + std::to_string(content.size()) + " bytes; promised were the 8 of the count.");
  std::memcpy(&stands, content.data(), sizeof stands);
  t.broken(counter, "wrong count", "The count in the file is " + std::to_string(stands) + "; promised was " + std::to_string(count) + ".");
}

void counts(Trial& t, int workers, int times, std::uint64_t then) {
  auto& counter = run(t, "counter", {"count", std::to_string(workers), std::to_string(times)});
  t.expect(counter, exits(0));
  t.expect(counter.out(), equals("count " + std::to_string(then) + "\n"));
  expect_in_file(t, counter, then);
}

constexpr Leftovers kButFiles{.files = false};

const Registered mapped{Lab{"mmap", {

    // Step 1: mmapdump

    Check{.id = "dump-shows",
          .says = "shows what stands in the file",
          .program = "mmapdump",
          .man = "mmap(2): the bytes of the mapping are those of the file, from that offset on.",
          .scenario = [](Trial& t) {
            const std::string text = lines(3 * kPage + 123);
            t.file("text", text);
            prints(t, "mmapdump", {"text", "0"}, text);
            prints(t, "mmapdump", {"text", "0", "20"}, text.substr(0, 20));
            prints(t, "mmapdump", {"text", std::to_string(2 * kPage)}, text.substr(2 * kPage));
            prints(t, "mmapdump", {"text", std::to_string(kPage), std::to_string(kPage + 1)}, text.substr(kPage, kPage + 1));
            std::string bytes;
            for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
            t.file("bytes", bytes);
            prints(t, "mmapdump", {"bytes", "0", "256"}, shown(bytes));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "dump-numbers",
          .says = "takes numbers from 0 to 9223372036854775807, and says so when it gets something else",
          .program = "mmapdump",
          .catches = {{"numbers", exits_with(0)}, {"numbers", wrong_output()}},
          .man = "strtol(3): *endptr says where it has stopped, ERANGE that the number does not fit; atoi(3) says neither.",
          .scenario = [](Trial& t) {
            t.file("text", "some text\n");
            refuses(t, "mmapdump", {});
            refuses(t, "mmapdump", {"text"});
            refuses(t, "mmapdump", {"text", "0", "1", "2"});
            for (const char* wrong : {"abc", "4x", "1.5", "", "-1", "9223372036854775808", "99999999999999999999999"}) {
              refuses(t, "mmapdump", {"text", wrong});
              refuses(t, "mmapdump", {"text", "0", wrong});
            }
            prints(t, "mmapdump", {"text", "0", "4"}, "some");
          }},

    Check{.id = "dump-any-offset",
          .says = "begins at any byte of the file",
          .program = "mmapdump",
          .catches = {{"alignment", exits_with(1)}, {"alignment", wrong_output()}},
          .man = "mmap(2): the offset must be a multiple of the page size as returned by sysconf(_SC_PAGE_SIZE); else EINVAL.",
          .scenario = [](Trial& t) {
            const std::string text = lines(3 * kPage + 123);
            t.file("text", text);
            for (const std::size_t offset : {std::size_t{1}, std::size_t{100}, kPage - 1, kPage + 1, 3 * kPage + 122}) {
              prints(t, "mmapdump", {"text", std::to_string(offset)}, text.substr(offset));
              prints(t, "mmapdump", {"text", std::to_string(offset), "1"}, text.substr(offset, 1));
            }
            prints(t, "mmapdump", {"text", std::to_string(kPage - 5), std::to_string(kPage + 10)}, text.substr(kPage - 5, kPage + 10));
          }},

    Check{.id = "dump-past-end",
          .says = "shows only what is there when LENGTH reaches behind the end",
          .program = "mmapdump",
          .catches = {{"past-eof", killed_by("SIGBUS")}, {"past-eof", wrong_output()}},
          .weight = 2,
          .man = "mmap(2): SIGBUS for a page that lies behind the end of the file; what remains of the last page reads as zeros.",
          .scenario = [](Trial& t) {
            const std::string text = lines(kPage + 100);
            t.file("text", text);
            prints(t, "mmapdump", {"text", "0", std::to_string(4 * kPage)}, text);
            prints(t, "mmapdump", {"text", "0", std::to_string(kPage + 101)}, text);
            prints(t, "mmapdump", {"text", std::to_string(kPage), "101"}, text.substr(kPage));
            prints(t, "mmapdump", {"text", std::to_string(kPage), "100000000"}, text.substr(kPage));
          }},

    Check{.id = "dump-nothing",
          .says = "shows nothing, and that is well, when there is nothing to be shown",
          .program = "mmapdump",
          .catches = {{"empty-file", exits_with(1)}, {"empty-file", killed_by()}},
          .man = "mmap(2): EINVAL when the length is 0.",
          .scenario = [](Trial& t) {
            t.file("empty", "");
            t.file("page", lines(kPage));
            prints(t, "mmapdump", {"empty", "0"}, "");
            prints(t, "mmapdump", {"page", "0", "0"}, "");
            prints(t, "mmapdump", {"page", std::to_string(kPage)}, "");
            prints(t, "mmapdump", {"page", std::to_string(3 * kPage)}, "");
          }},

    Check{.id = "dump-far",
          .says = "shows nothing as well of what lies far behind the end, however far",
          .program = "mmapdump",
          .needs = {"dump-numbers", "dump-any-offset", "dump-past-end", "dump-nothing"},
          .man = "The contract: numbers up to 9223372036854775807, the largest off_t. The sum of two of them can be too large.",
          .scenario = [](Trial& t) {
            const std::string text = lines(kPage + 10), most = "9223372036854775807";
            t.file("text", text);
            prints(t, "mmapdump", {"text", "7", most}, text.substr(7));
            prints(t, "mmapdump", {"text", std::to_string(kPage + 10), "5"}, "");
            prints(t, "mmapdump", {"text", std::to_string(kPage + 11), "5"}, "");
            prints(t, "mmapdump", {"text", most, most}, "");
            prints(t, "mmapdump", {"text", most}, "");
            prints(t, "mmapdump", {"text", "4294967296", "4294967296"}, "");
          }},

    Check{.id = "dump-no-file",
          .says = "says so when there is no such file, or when it is a directory",
          .program = "mmapdump",
          .man = "open(2): ENOENT; inode(7): S_ISDIR tells whether it is a directory, which open(2) opens as well.",
          .scenario = [](Trial& t) {
            t.file("text", "some text\n");
            refuses(t, "mmapdump", {"nowhere", "0"}, 1);
            refuses(t, "mmapdump", {".", "0"}, 1);
            refuses(t, "mmapdump", {".", "0", "0"}, 1);
          }},

    // Step 2: mmapcat

    Check{.id = "cat-writes",
          .says = "writes the files, whatever their sizes and the window's",
          .program = "mmapcat",
          .man = "mmap(2): any length that is not 0 can be mapped; the offset is a multiple of the page size.",
          .scenario = [](Trial& t) {
            Words names;
            std::string all;
            for (const std::size_t size : {kPage + 1, std::size_t{0}, std::size_t{1}, kPage - 1, kPage, 2 * kPage, 4 * kPage, 5 * kPage + 77}) {
              names.push_back("file" + std::to_string(names.size()));
              const std::string bytes = noise(size, static_cast<std::uint32_t>(size + 1));
              t.file(names.back(), bytes);
              all += bytes;
            }
            for (const char* pages : {"1", "2", "1024"}) {
              Words args = names;
              args.insert(args.begin(), pages);
              prints(t, "mmapcat", args, all);
            }
            prints(t, "mmapcat", {"1", "file2", "file2"}, t.content_of("file2") + t.content_of("file2"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "cat-arguments",
          .says = "takes a number of pages from 1 to 1024 and at least one file, and says so when it gets something else",
          .program = "mmapcat",
          .man = "The contract: anything wrong with the arguments ends with exit 2.",
          .scenario = [](Trial& t) {
            t.file("text", "some text\n");
            refuses(t, "mmapcat", {});
            refuses(t, "mmapcat", {"1"});
            for (const char* pages : {"0", "1025", "-1", "many", "1x", "", "4294967297"}) refuses(t, "mmapcat", {pages, "text"});
          }},

    Check{.id = "cat-goes-on",
          .says = "goes on with the next file when one cannot be had, and does not end with exit 0 then",
          .program = "mmapcat",
          .catches = {{"map-failed", wrong_output("missing")}, {"map-failed", killed_by()}},
          .man = "mmap(2): on error MAP_FAILED, that is (void *) -1, is returned; ENODEV for what cannot be mapped, a directory for one.",
          .scenario = [](Trial& t) {
            t.file("first", "first\n");
            t.file("last", "last\n");
            for (const char* cannot : {"nowhere", "."}) {
              auto& cat = run(t, "mmapcat", {"2", "first", cannot, "last"});
              t.expect(cat, exits(1));
              t.expect(cat.out(), equals("first\nlast\n"));
              t.expect(cat.err(), says_something());
            }
          }},

    Check{.id = "cat-no-memory",
          .says = "goes on with the next file also when there is no memory for a window",
          .program = "mmapcat",
          .catches = {{"map-failed", wrong_output("missing")}, {"map-failed", killed_by()}},
          .weight = 3,
          .schedules = 2,
          .orders_only = true,
          .fails = schedule::Failure{"mmap", 2, ENOMEM},
          .man = "mmap(2): ENOMEM, no memory is available, or the process has too many mappings; MAP_FAILED is returned, not NULL.",
          .scenario = [](Trial& t) {
            const std::vector<std::string> files{"first\n", "second\n", "last\n"};
            for (std::size_t i = 0; i < files.size(); ++i) t.file("file" + std::to_string(i), files[i]);
            auto& cat = run(t, "mmapcat", {"2", "file0", "file1", "file2"});
            t.expect(cat, ends());
            if (t.ended_with(cat, 0)) return t.expect(cat.out(), equals("first\nsecond\nlast\n"));  // it does without that call
            t.expect(cat, exits(1));
            t.expect(cat.err(), says_something());
            t.expect(cat.out(), starts_with(""));  // by now all of it is here
            if (!lacks_a_part_of_one(t.written(cat.out()), files)) t.expect(cat.out(), equals("first\nlast\n"));
          }},

    Check{.id = "cat-many-files",
          .says = "writes any number of files with 16 descriptors",
          .program = "mmapcat",
          .catches = {{"fd-leak", exits_with(1)}},
          .weight = 2,
          .man = "mmap(2): closing the file descriptor does not unmap the region; and munmap(2) does not close it. open(2): EMFILE.",
          .scenario = [](Trial& t) {
            Words args{"1"};
            std::string all;
            for (int i = 0; i < 40; ++i) {
              args.push_back("file" + std::to_string(i));
              t.file(args.back(), args.back() + "\n");
              all += args.back() + "\n";
            }
            auto& cat = t.start("mmapcat", {.args = args, .most_open_files = 16, .budget = kLittle}).end_input();
            t.expect(cat, exits(0));
            t.expect(cat.out(), equals(all));
          }},

    Check{.id = "cat-large-file",
          .says = "writes a file of any size with 16 MiB of address space",
          .program = "mmapcat",
          .catches = {{"unmap-size", exits_with(1)}},
          .weight = 2,
          .man = "munmap(2): unmaps the pages of the range that it is given, and no others.",
          .scenario = [](Trial& t) {
            const std::string bytes = lines(15U << 20);
            t.file("large", bytes);
            auto& cat = t.start("mmapcat", {.args = {"64", "large"}, .most_memory = 16U << 20, .budget = kMuch}).end_input();
            t.expect(cat, exits(0));
            t.expect(cat.out(), equals(bytes));
          }},

    Check{.id = "cat-slow-reader",
          .says = "loses nothing when it is stopped and continued while its output waits",
          .program = "mmapcat",
          .catches = {{"partial-write", exits_with(1)}, {"partial-write", wrong_output()}},
          .weight = 3,
          .man = "write(2): it may write less than it was given and says how much; signal(7) says when.",
          .scenario = [](Trial& t) {
            const std::string bytes = noise(200'000);
            t.file("noise", bytes);
            auto& cat = t.start("mmapcat", {.args = {"64", "noise"}, .output_pipe = 4096, .output_held = true, .budget = kLittle}).end_input();
            for (int round = 0; round < 4; ++round) {
              t.let_time_pass();
              t.stop_and_continue_all();
              cat.take_some_output();
            }
            cat.release_output();
            t.expect(cat, exits(0));
            t.expect(cat.out(), equals(bytes));
          }},

    // Step 3: counter

    Check{.id = "counter-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "counter",
          .man = "The contract: WORKERS from 1 to 8, N from 0 to 1000; exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "counter", {});
            refuses(t, "counter", {"count"});
            refuses(t, "counter", {"count", "1"});
            for (const char* workers : {"0", "9", "some", "2x", "", "-1"}) refuses(t, "counter", {"count", workers, "1"});
            for (const char* times : {"-1", "1001", "often", "1x", ""}) refuses(t, "counter", {"count", "1", times});
            refuses(t, "counter", {"count", "1", "1", "1"});
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "counter-counts",
          .says = "counts on from what stands in the file, and leaves the new count there",
          .program = "counter",
          .catches = {{"private", wrong_output("different")}},
          .weight = 2,
          .man = "mmap(2): MAP_PRIVATE makes a copy at the first write; neither others nor the file see what is written to it.",
          .scenario = [](Trial& t) {
            t.file("count", as_bytes(5), 0666);
            counts(t, 1, 7, 12);
            counts(t, 1, 0, 12);
            counts(t, 1, 1000, 1012);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "counter-new-file",
          .says = "begins at 0 when there is no such file yet, or nothing in it",
          .program = "counter",
          .catches = {{"no-truncate", killed_by("SIGBUS")}},
          .needs = {"counter-counts"},
          .weight = 2,
          .man = "mmap(2): SIGBUS for a page that lies behind the end of the file; ftruncate(2): makes a file as long as it is to be.",
          .scenario = [](Trial& t) {
            counts(t, 1, 4, 4);
            counts(t, 1, 2, 6);
            t.expect(kButFiles, nothing());
          }},

    Check{.id = "counter-empty-file",
          .says = "begins at 0 in a file that is empty",
          .program = "counter",
          .catches = {{"no-truncate", killed_by("SIGBUS")}},
          .needs = {"counter-counts"},
          .man = "mmap(2): SIGBUS for a page that lies behind the end of the file, and of an empty file that is every page.",
          .scenario = [](Trial& t) {
            t.file("count", "", 0666);
            counts(t, 1, 3, 3);
          }},

    Check{.id = "counter-no-file",
          .says = "says so when there can be no such file",
          .program = "counter",
          .man = "open(2): ENOENT when a folder of the path does not exist, EISDIR when it is a folder itself.",
          .scenario = [](Trial& t) {
            refuses(t, "counter", {"nowhere/count", "1", "1"}, 1);
            refuses(t, "counter", {".", "1", "1"}, 1);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "counter-waits",
          .says = "has waited for its workers when it ends",
          .program = "counter",
          .needs = {"counter-counts"},
          .man = "wait(2): a child that has ended is a zombie until its parent has waited for it.",
          .scenario = [](Trial& t) {
            t.file("count", as_bytes(0), 0666);
            auto& counter = run(t, "counter", {"count", "3", "0"});
            t.expect_alone_at_end(counter);
            t.expect(counter, exits(0));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "counter-loses-nothing",
          .says = "has every addition in the count, whichever of its workers is held up, and where",
          .program = "counter",
          .catches = {{"unlocked-counter", wrong_output("different")}},
          .needs = {"counter-counts"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "To add 1 is to read, to add and to write; in between others may write. std::atomic_ref, or a lock (fcntl(2), sem_overview(7)).",
          .scenario = [](Trial& t) {
            t.file("count", as_bytes(40), 0666);
            counts(t, 2, 1, 42);
          }},

    Check{.id = "counter-two-at-once",
          .says = "shares a new file with another counter that begins at the same time",
          .program = "counter",
          .needs = {"counter-new-file", "counter-loses-nothing"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "open(2), ftruncate(2): who comes second finds the file, and what is in it already.",
          .scenario = [](Trial& t) {
            auto& one = run(t, "counter", {"count", "1", "1"});
            auto& other = run(t, "counter", {"count", "1", "1"});
            int ones = 0;
            for (Process* counter : {&one, &other}) {
              t.expect(*counter, exits(0));
              t.expect(counter->out(), starts_with("count "));
              const bool was_first = t.written(counter->out()) == "count 1\n";
              if (!was_first) t.expect(counter->out(), equals("count 2\n"));
              ones += was_first ? 1 : 0;
            }
            expect_in_file(t, one, 2);
            if (ones == 2) t.broken(other, "wrong count", "Both print the count 1. When the second one's worker had ended, 2 stood there.");
            t.expect(kButFiles, nothing());
          }},

    Check{.id = "counter-many",
          .says = "counts to eight thousand with eight workers",
          .program = "counter",
          .needs = {"counter-loses-nothing"},
          .man = "The contract: up to 8 workers, up to 1000 additions each.",
          .scenario = [](Trial& t) {
            t.file("count", as_bytes(1ULL << 40), 0666);
            counts(t, 8, 1000, (1ULL << 40) + 8000);
            t.expect(t.leftovers(), nothing());
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
