package dev.assay;

/// A limit that the user set on calls or money is reached before the work was done. What was
/// answered is kept, and the next run goes on from there. The command line ends with exit code 5.
public final class BudgetReached extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BudgetReached(String message) {
    super(message);
  }
}
