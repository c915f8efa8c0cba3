// What the checks of the msgqueue lab have in common, in whichever file they stand.
#pragma once
#include "labs/alike.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ipclab::labs::queues {

// A key that nobody is likely to use.
constexpr int kKey = 73011;
inline const std::string kIt = "73011";

// Where programs see the machine's own queues, one of them may have our key.
void needs_key(check::Trial& t, int key = kKey);

// A program with all of its input.
check::Process& run(check::Trial& t, std::string_view program, std::vector<std::string> args, const std::string& input = "");

// It ends with exit 0, having printed this.
void does(check::Trial& t, check::Process& process, const std::string& printed = "");

// What is taken out of the queue next is this; and then there is nothing more in it.
void expect_message(check::Trial& t, const check::Process& by, long type, const std::string& bytes, int key = kKey);
void expect_no_message(check::Trial& t, const check::Process& by, int key = kKey);

// Steps 3 and 4, whose checks stand in msgqueue_flow.cpp.
std::vector<check::Check> tube_and_desk();

}  // namespace ipclab::labs::queues
