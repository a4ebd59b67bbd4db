/// The beginning of a network: a batch of images on its first edge.
package final class ImageInput {
  private let output: Edge
  private let context: StepContext
  private let workspace: Workspace

  /// Loads the input of a context, whose images have as many pixels as the edge is wide.
  init(to output: Edge, context: StepContext, workspace: Workspace) {
    self.output = output
    self.context = context
    self.workspace = workspace
  }

  /// Appends what turns images into floats, or lists those of their pixels that are not black.
  package func planForward(_ plan: StepPlan) {
    plan.appendRows(.load) { [self] range, worker in
      guard let images = context.input else { preconditionFailure("A step without images.") }
      if let values = output.values {
        workspace.kernels.gather(images, rows: range.rows, into: values[range.rows])
      } else if let lists = output.lists {
        workspace.kernels.list(images, rows: range.rows, into: lists.rows(range.rows))
        lists.listInputs(of: range, kernels: workspace.kernels, worker: worker)
      }
    }
  }
}
