# What `climate-desktop score-file --json` says, as somebody would write it with R psych.
#   Rscript psych_scores.R instrument.csv answers.csv > scores.txt        (instrument.csv: domain, factor, item)
suppressMessages(library(psych))
arguments <- commandArgs(TRUE)
instrument <- read.csv(arguments[1])
answers <- read.csv(arguments[2])
voice <- factor(answers$voice)
keys <- split(instrument$item, factor(paste(instrument$domain, instrument$factor, sep = "."),
                                      unique(paste(instrument$domain, instrument$factor, sep = "."))))
scored <- psych::scoreItems(keys, answers[instrument$item], impute = "none", missing = TRUE, min = 1, max = 5)
scores <- as.data.frame(100 * (scored$scores - 1) / 4)
for (name in names(keys)) scores[rowSums(!is.na(answers[keys[[name]]])) < 2, name] <- NA
domains <- split(names(keys), factor(sub("[.].*", "", names(keys)), unique(instrument$domain)))
for (name in names(domains)) {
  part <- scores[domains[[name]]]
  scores[[name]] <- ifelse(rowSums(!is.na(part)) * 2 >= ncol(part), rowMeans(part, na.rm = TRUE), NA)
}
options(digits = 12)
print(psych::describe(scores, fast = TRUE))
print(psych::describeBy(scores, voice, fast = TRUE, mat = TRUE))
for (name in names(keys)) {
  whole <- na.omit(answers[keys[[name]]])
  a <- psych::alpha(whole, warnings = FALSE)$total$raw_alpha
  n <- nrow(whole) - 1; k <- ncol(whole) - 1
  cat(name, a, 1 - (1 - a) * qf(c(.975, .025), n, n * k), "\n")
}
for (name in names(scores)) {
  x <- scores[[name]]
  n <- sum(!is.na(x)); cat(name, mean(x, na.rm = TRUE) + c(-1, 1) * qt(.975, n - 1) * sd(x, na.rm = TRUE) / sqrt(n), "\n")
  for (pair in combn(levels(voice), 2, simplify = FALSE)) {
    one <- na.omit(x[voice == pair[1]]); other <- na.omit(x[voice == pair[2]])
    r <- rank(c(one, other)); u <- sum(r[seq_along(one)]) - length(one) * (length(one) + 1) / 2
    cat(name, pair, t.test(one, other)$conf.int, 2 * u / (length(one) * length(other)) - 1, "\n")
  }
}
for (item in instrument$item) cat(item, table(factor(answers[[item]], 1:5)), "\n")
