// single ORDER...: one stream at a time. The orders stand in orders.hpp.
#include "orders.hpp"

int main(int argc, char** argv) {
  Orders orders;
  return drive("single", argc, argv, orders);
}
