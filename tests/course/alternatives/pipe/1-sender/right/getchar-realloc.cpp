// right: plain C style, getchar(3) into a buffer that doubles with realloc(3), putchar for the length bytes
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *line = NULL;
static size_t used = 0;
static size_t room = 0;

static void add(int c) {
  if (used == room) {
    room = room == 0 ? 16 : room * 2;
    char *bigger = (char *)realloc(line, room);
    if (bigger == NULL) {
      fprintf(stderr, "sender: out of memory\n");
      exit(1);
    }
    line = bigger;
  }
  line[used++] = (char)c;
}

static void send_line(void) {
  uint32_t length = (uint32_t)used;
  unsigned char head[4];
  memcpy(head, &length, 4);
  for (int i = 0; i < 4; i++) putchar(head[i]);
  for (size_t i = 0; i < used; i++) putchar(line[i]);
  used = 0;
  if (ferror(stdout)) {
    fprintf(stderr, "sender: write error\n");
    exit(1);
  }
}

int main(void) {
  int c;
  while ((c = getchar()) != EOF) {
    if (c == '\n') send_line();
    else add(c);
  }
  if (used > 0) send_line();
  free(line);
  line = NULL;
  if (ferror(stdin)) {
    fprintf(stderr, "sender: read error\n");
    return 1;
  }
  if (fclose(stdout) != 0) {
    perror("sender: stdout");
    return 1;
  }
  return 0;
}
